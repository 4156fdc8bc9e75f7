using System.Reflection;
using ScriptChat.Worlds;

namespace ScriptChat.Compiler.Shared;

/// <summary>The one list of what scripts share with the host: the contract, the library of worlds and the framework. All else
/// loads into the task's own context.</summary>
public static class SharedAssemblies
{
    private const string LibraryName = "ScriptChat.Worlds.Library";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> FrameworkFiles = new(FindFramework);
    private static readonly Lazy<Assembly?> LoadedLibrary = new(FindLibrary);

    /// <summary>The contract of worlds.</summary>
    public static Assembly Contract => typeof(World).Assembly;

    /// <summary>The library of ready-made worlds; null when the host comes without it.</summary>
    public static Assembly? Library => LoadedLibrary.Value;

    /// <summary>The framework's assemblies: their files by their names.</summary>
    public static IReadOnlyDictionary<string, string> Framework => FrameworkFiles.Value;

    /// <summary>The host's own assembly of that name, when scripts share it.</summary>
    public static Assembly? Find(string name)
    {
        if (name == Contract.GetName().Name) return Contract;
        return name == LibraryName ? Library : null;
    }

    /// <summary>The version of an assembly that scripts share with the host; null when they do not.</summary>
    public static Version? VersionOf(string name)
    {
        if (Find(name) is { } own) return own.GetName().Version;
        return Framework.TryGetValue(name, out var file) ? AssemblyName.GetAssemblyName(file).Version : null;
    }

    private static Dictionary<string, string> FindFramework()
    {
        var files = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return files.Where(file => Path.GetDirectoryName(file) == folder && Path.GetExtension(file) == ".dll")
            .DistinctBy(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase);
    }

    private static Assembly? FindLibrary()
    {
        try
        {
            return Assembly.Load(LibraryName);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
