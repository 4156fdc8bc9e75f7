using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ScriptChat.Compiler.Shared;
using ScriptChat.Compiler.Sources;
using ScriptChat.Scripting.Loading;

namespace ScriptChat.Scripting.Keeping;

/// <summary>The assemblies that referenced ones need and that lie beside them, as <see cref="TaskLoadContext"/> would find them.</summary>
internal static class Neighbours
{
    /// <summary>All of them, also those that a neighbour needs.</summary>
    public static IReadOnlyList<SourceFile> Of(IReadOnlyList<SourceFile> references)
    {
        var known = references.Select(file => Path.GetFileNameWithoutExtension(file.Path)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string[] folders = [.. references.Select(file => Path.GetDirectoryName(file.Path)!).Distinct(StringComparer.Ordinal)];
        var found = new List<SourceFile>();
        var open = new Queue<SourceFile>(references);
        while (open.TryDequeue(out var file))
        {
            foreach (var name in NeededBy(file))
            {
                if (SharedAssemblies.Framework.ContainsKey(name) || SharedAssemblies.Find(name) is not null || !known.Add(name)) continue;
                if (folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists) is not { } path) continue;
                found.Add(SourceFile.Read(path));
                open.Enqueue(found[^1]);
            }
        }

        return found;
    }

    private static string[] NeededBy(SourceFile file)
    {
        using var image = new PEReader(new MemoryStream(file.Bytes, writable: false));
        if (!image.HasMetadata) return [];
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
