using NuGet.Client;
using NuGet.ContentModel;
using NuGet.Repositories;
using ScriptChat.Packages.Places;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Packages.Assets;

/// <summary>Picks the files of a package that scripts need on this machine, by the rules that a restore has.</summary>
internal static class AssetSelector
{
    private const string Placeholder = "_._";

    private static readonly ManagedCodeConventions Conventions = new(RuntimeIds.Graph);
    private static readonly SelectionCriteria ForAny = Conventions.Criteria.ForFramework(PackagePlaces.Framework);
    private static readonly SelectionCriteria ForOwn = Conventions.Criteria.ForFrameworkAndRuntime(PackagePlaces.Framework, RuntimeIds.Own);

    /// <summary>The files; null when the package has assemblies, but none that the framework can use.</summary>
    public static IReadOnlyList<PackageFile>? Select(LocalPackageInfo package)
    {
        var content = new ContentItemCollection();
        content.Load(package.Files);
        var compile = content.FindBestItemGroup(ForAny, Conventions.Patterns.CompileRefAssemblies, Conventions.Patterns.CompileLibAssemblies);
        var runtime = content.FindBestItemGroup(ForOwn, Conventions.Patterns.RuntimeAssemblies) ?? content.FindBestItemGroup(ForAny, Conventions.Patterns.RuntimeAssemblies);
        var native = content.FindBestItemGroup(ForOwn, Conventions.Patterns.NativeLibraries);
        if (compile is null && runtime is null && native is null && package.Files.Any(IsAssembly)) return null;
        return [.. Files(PackageFileUse.Compile, compile), .. Files(PackageFileUse.Runtime, runtime), .. Files(PackageFileUse.Native, native)];

        IEnumerable<PackageFile> Files(PackageFileUse use, ContentItemGroup? group) => (group?.Items ?? [])
            .Where(item => Path.GetFileName(item.Path) != Placeholder && (use == PackageFileUse.Native || item.Path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
            .Select(item => new PackageFile(use, Path.Combine(package.ExpandedPath, item.Path.Replace('/', Path.DirectorySeparatorChar))));
    }

    /// <summary>The frameworks that a package has assemblies for.</summary>
    public static IReadOnlyList<string> FrameworksOf(LocalPackageInfo package) =>
        [.. package.Files.Where(IsAssembly).Select(file => file.Split('/')).Where(parts => parts.Length > 2).Select(parts => parts[1]).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    private static bool IsAssembly(string file) =>
        (file.StartsWith("lib/", StringComparison.OrdinalIgnoreCase) || file.StartsWith("ref/", StringComparison.OrdinalIgnoreCase)) && file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
}
