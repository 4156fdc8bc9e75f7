using System.Reflection;
using System.Runtime.Loader;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Shared;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Scripting.Loading;

/// <summary>Holds one version of a task's code, and goes away with the last that uses it.</summary>
internal sealed class TaskLoadContext : AssemblyLoadContext
{
    // No assembly may stand in a field here: while it unloads, the runtime itself holds the context, which would hold the
    // assembly, which would hold the context's memory for ever.
    private readonly IReadOnlyList<FileStamp> references;
    private readonly IReadOnlyList<PackageFile> packageFiles;
    private readonly Dictionary<string, byte[]> images;

    public TaskLoadContext(CompiledTask task, string name)
        : base(name, isCollectible: true)
    {
        references = task.References;
        packageFiles = [.. task.Packages.SelectMany(package => package.Files)];
        images = task.Units.ToDictionary(unit => unit.AssemblyName, unit => unit.Image, StringComparer.Ordinal);
        foreach (var unit in task.Units)
        {
            using var image = new MemoryStream(unit.Image, writable: false);
            LoadFromStream(image);
        }
    }

    /// <summary>The type that holds what stands at the top of a script.</summary>
    public Type TopOf(CompiledUnit unit) => Unit(unit.AssemblyName)!.GetType(unit.TypeName, throwOnError: true)!;

    /// <summary>A script's assembly as the compiler made it, its debug information within; null for an assembly that is no script.</summary>
    public byte[]? ImageOf(string assemblyName) => images.GetValueOrDefault(assemblyName);

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (Unit(name) is { } unit) return unit;
        if (SharedAssemblies.Find(name) is { } shared) return shared;
        if (SharedAssemblies.Framework.ContainsKey(name)) return null;
        if (FindPackageFile(PackageFileUse.Runtime, name, name + ".dll") is { } packaged) return LoadFromAssemblyPath(packaged);
        return FindFile(name) is { } file ? LoadUnlocked(file) : throw new FileNotFoundException(
            $"The scripts need {name}, which stands neither in a package nor beside a referenced assembly nor in the framework.", name);
    }

    /// <inheritdoc />
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        // The forms that the runtime tries, too.
        var ending = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        var file = FindPackageFile(PackageFileUse.Native, unmanagedDllName, unmanagedDllName + ending, $"lib{unmanagedDllName}{ending}", $"lib{unmanagedDllName}");
        return file is null ? base.LoadUnmanagedDll(unmanagedDllName) : LoadUnmanagedDllFromPath(file);
    }

    private string? FindPackageFile(PackageFileUse use, params string[] names) => names
        .Select(name => packageFiles.FirstOrDefault(file => file.Use == use && Path.GetFileName(file.Path).Equals(name, StringComparison.OrdinalIgnoreCase))?.Path)
        .FirstOrDefault(path => path is not null);

    private Assembly? Unit(string name) => Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == name);

    // A referenced assembly itself, or one that it needs and that lies beside it.
    private string? FindFile(string name)
    {
        var files = references.Select(reference => reference.Path).ToList();
        return files.Find(file => Path.GetFileNameWithoutExtension(file).Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? files.Select(file => Path.Combine(Path.GetDirectoryName(file)!, name + ".dll")).FirstOrDefault(File.Exists);
    }

    // From memory, so that the author can build the file anew while it is in use.
    private Assembly LoadUnlocked(string file)
    {
        using var image = new MemoryStream(File.ReadAllBytes(file), writable: false);
        return LoadFromStream(image);
    }
}
