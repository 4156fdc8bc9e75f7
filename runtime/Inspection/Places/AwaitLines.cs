using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ScriptChat.Inspection.Places;

/// <summary>The lines of a script's awaits, from the debug information within its assembly.</summary>
internal sealed class AwaitLines
{
    // "Async method stepping information" in the specification of portable PDBs.
    private static readonly Guid Stepping = new("54FD2AC5-E925-401A-9C2A-F94F171072F8");

    private readonly MetadataReaderProvider? provider;
    private readonly Dictionary<int, IReadOnlyList<(string Path, int Line)>> known = [];

    /// <param name="image">The assembly.</param>
    public AwaitLines(byte[] image)
    {
        using var file = new PEReader(ImmutableArray.Create(image));
        foreach (var entry in file.ReadDebugDirectory())
        {
            if (entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb) provider = file.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        }
    }

    /// <summary>Where an async function waits.</summary>
    /// <param name="moveNext">The function as the compiler made it.</param>
    /// <param name="state">The number of the await.</param>
    /// <returns>The file and the line of the statement; null where there is none to be found.</returns>
    public (string Path, int Line)? Find(MethodBase moveNext, int state)
    {
        if (provider is null) return null;
        if (!known.TryGetValue(moveNext.MetadataToken, out var lines)) known[moveNext.MetadataToken] = lines = Read(provider.GetMetadataReader(), moveNext.MetadataToken);
        return state < lines.Count ? lines[state] : null;
    }

    private static List<(string Path, int Line)> Read(MetadataReader reader, int token)
    {
        var handle = ((MethodDefinitionHandle)MetadataTokens.EntityHandle(token)).ToDebugInformationHandle();
        List<(string, int)> lines = [];
        foreach (var one in reader.GetCustomDebugInformation(MetadataTokens.EntityHandle(token)).Select(reader.GetCustomDebugInformation))
        {
            if (reader.GetGuid(one.Kind) != Stepping) continue;
            SequencePoint[] points = [.. reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden)];
            var blob = reader.GetBlobReader(one.Value);
            // Where exceptions are caught; then for each await where it yields, where it goes on, and in which method.
            blob.ReadUInt32();
            while (blob.RemainingBytes > 0)
            {
                var yields = blob.ReadUInt32();
                blob.ReadUInt32();
                blob.ReadCompressedInteger();
                var at = points.LastOrDefault(point => point.Offset <= yields);
                lines.Add(at.Document.IsNil ? ("", 0) : (reader.GetString(reader.GetDocument(at.Document).Name), at.StartLine));
            }
        }

        return lines;
    }
}
