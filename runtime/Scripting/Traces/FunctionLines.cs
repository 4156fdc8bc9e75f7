using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using ScriptChat.Scripting.Loading;

namespace ScriptChat.Scripting.Traces;

/// <summary>The lines of a script's function, from the debug information within its assembly: for frames that do not know their own line.</summary>
internal static class FunctionLines
{
    /// <summary>Whether a frame's line may be wrong or missing. In optimized code a call that was put in line (<c>int.Parse</c>, a dictionary's
    /// indexer) stands at no place of its own: its frame says that it is at the function's beginning, which in an async function has no line.</summary>
    /// <param name="frame">A frame of a script.</param>
    /// <param name="script">The script's assembly.</param>
    public static bool IsVague(StackFrame frame, Assembly script) =>
        frame.GetILOffset() <= 0 && script.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    /// <summary>The file of a function, its first and its last line; null where no line is known, as of what the compiler made by itself.</summary>
    /// <param name="method">The function.</param>
    /// <param name="script">Its assembly.</param>
    /// <param name="context">What loaded it.</param>
    public static (string Path, int First, int Last)? Find(MethodBase method, Assembly script, TaskLoadContext context)
    {
        if (context.ImageOf(script.GetName().Name!) is not { } image) return null;
        using var file = new PEReader(ImmutableArray.Create(image));
        var entry = file.ReadDebugDirectory().FirstOrDefault(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        if (entry.Type != DebugDirectoryEntryType.EmbeddedPortablePdb) return null;
        using var provider = file.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var reader = provider.GetMetadataReader();
        var handle = ((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken)).ToDebugInformationHandle();
        List<SequencePoint> points = [.. reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden)];
        if (points.Count == 0) return null;
        var inFile = points.Where(point => point.Document == points[0].Document).ToList();
        return (reader.GetString(reader.GetDocument(points[0].Document).Name), inFile.Min(point => point.StartLine), inFile.Max(point => point.StartLine));
    }
}
