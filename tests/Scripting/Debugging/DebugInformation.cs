using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Building;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests.Debugging;

/// <summary>What a debugger reads in a task's compiled scripts to know where it may stop.</summary>
internal sealed class DebugInformation
{
    /// <summary>What stands for the text of a place that the file does not have.</summary>
    public const string Nowhere = "is not in the file";

    private DebugInformation(IReadOnlyList<DebugDocument> documents, IReadOnlyList<StopPoint> points)
    {
        Documents = documents;
        Points = points;
    }

    public IReadOnlyList<DebugDocument> Documents { get; }

    /// <summary>Where it may stop, function by function.</summary>
    public IReadOnlyList<StopPoint> Points { get; }

    public static async Task<DebugInformation> OfAsync(TaskFolder folder)
    {
        var bag = new DiagnosticBag();
        var snapshot = Snapshots.Take(folder.Path, [], bag)!;
        var config = new TaskBuilder(folder.Path, null).ReadConfig(snapshot, bag)!;
        var built = await TaskBuilder.NewCompiler().CompileAsync(snapshot, config, (_, _, _) => throw new AssertionException("It asks for no packages."), CancellationToken.None);
        Assert.That(built.Diagnostics.Concat(bag), Is.Empty);
        var (documents, points) = (new List<DebugDocument>(), new List<StopPoint>());
        foreach (var unit in built.Task!.Units) Read(unit.Image, documents, points);
        return new DebugInformation(documents, points);
    }

    /// <summary>What the author's text is at each place of a file where a debugger stops, in the order of the code.</summary>
    public IEnumerable<string> StopsIn(string path, string function) =>
        Points.Where(point => !point.IsHidden && point.Path == path && point.Function.Contains(function, StringComparison.Ordinal)).Select(point => point.Text);

    private static void Read(byte[] image, List<DebugDocument> documents, List<StopPoint> points)
    {
        using var file = new PEReader([.. image]);
        var metadata = file.GetMetadataReader();
        var entry = file.ReadDebugDirectory().Single(item => item.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using var provider = file.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var pdb = provider.GetMetadataReader();
        foreach (var handle in pdb.Documents)
        {
            var document = pdb.GetDocument(handle);
            documents.Add(new DebugDocument(pdb.GetString(document.Name), Convert.ToHexString(pdb.GetBlobBytes(document.Hash)), pdb.GetGuid(document.HashAlgorithm)));
        }

        foreach (var handle in pdb.MethodDebugInformation)
        {
            var definition = metadata.GetMethodDefinition(handle.ToDefinitionHandle());
            var type = metadata.GetTypeDefinition(definition.GetDeclaringType());
            var function = $"{metadata.GetString(type.Name)}.{metadata.GetString(definition.Name)}";
            points.AddRange(pdb.GetMethodDebugInformation(handle).GetSequencePoints().Select(point => StopPoint.Of(point, function, pdb)));
        }
    }
}

/// <summary>A file that the debug information names.</summary>
internal sealed record DebugDocument(string Path, string Hash, Guid Algorithm);

/// <summary>A place in the code, and the author's text that it belongs to.</summary>
internal sealed record StopPoint(string Function, string Path, bool IsHidden, string Text)
{
    public static StopPoint Of(SequencePoint point, string function, MetadataReader pdb)
    {
        var path = pdb.GetString(pdb.GetDocument(point.Document).Name);
        return new StopPoint(function, path, point.IsHidden, point.IsHidden ? "" : Slice(File.ReadAllLines(path), point));
    }

    private static string Slice(string[] lines, SequencePoint point)
    {
        if (point.EndLine > lines.Length || point.EndColumn - 1 > lines[point.EndLine - 1].Length || point.StartColumn - 1 > lines[point.StartLine - 1].Length)
            return $"({point.StartLine},{point.StartColumn})-({point.EndLine},{point.EndColumn}) {DebugInformation.Nowhere}";
        if (point.StartLine == point.EndLine) return lines[point.StartLine - 1][(point.StartColumn - 1)..(point.EndColumn - 1)];
        var middle = lines[point.StartLine..(point.EndLine - 1)];
        return string.Join('\n', [lines[point.StartLine - 1][(point.StartColumn - 1)..], .. middle, lines[point.EndLine - 1][..(point.EndColumn - 1)]]);
    }
}
