using NuGet.Common;
using NuGet.Configuration;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Packaging.Signing;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Repositories;
using NuGet.Versioning;
using LocalPackageInfo = NuGet.Repositories.LocalPackageInfo;

namespace ScriptChat.Packages.Places;

/// <summary>Where packages come from and where they are unpacked, as the machine's NuGet configuration has it, seen from a folder.</summary>
internal sealed class PackagePlaces : IDisposable
{
    /// <summary>The framework that scripts run on.</summary>
    public static readonly NuGetFramework Framework = FrameworkConstants.CommonFrameworks.Net10_0;

    private readonly IReadOnlyList<NuGetv3LocalRepository> folders;

    private PackagePlaces(ISettings settings)
    {
        Mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
        Sources = [.. SettingsUtility.GetEnabledSources(settings).Select(source => Repository.Factory.GetCoreV3(source))];
        GlobalFolder = SettingsUtility.GetGlobalPackagesFolder(settings);
        folders = [.. SettingsUtility.GetFallbackPackageFolders(settings).Prepend(GlobalFolder).Select(folder => new NuGetv3LocalRepository(folder))];
        Extraction = new PackageExtractionContext(
            PackageSaveMode.Defaultv3, XmlDocFileSaveMode.None, ClientPolicyContext.GetClientPolicy(settings, NullLogger.Instance), NullLogger.Instance);
    }

    /// <summary>Which source may be asked for which package.</summary>
    public PackageSourceMapping Mapping { get; }

    /// <summary>The sources that are switched on.</summary>
    public IReadOnlyList<SourceRepository> Sources { get; }

    /// <summary>Where packages are unpacked, for all programs of the user.</summary>
    public string GlobalFolder { get; }

    /// <summary>How packages are unpacked.</summary>
    public PackageExtractionContext Extraction { get; }

    /// <summary>What sources said a while ago.</summary>
    public SourceCacheContext Cache { get; } = new();

    /// <summary>Reads the configuration.</summary>
    /// <param name="folder">The folder from which it is looked for upwards, before the user's own.</param>
    /// <exception cref="NuGetConfigurationException">A file of it can't be read.</exception>
    public static PackagePlaces Read(string folder) => new(Settings.LoadDefaultSettings(folder));

    /// <summary>A package that is unpacked already; null when it is not.</summary>
    public LocalPackageInfo? Find(string id, NuGetVersion version)
    {
        foreach (var folder in folders)
        {
            if (folder.FindPackage(id, version) is { } found) return found;
        }

        return null;
    }

    /// <summary>The hash of what a package that is unpacked holds, as it was when it was unpacked.</summary>
    public string HashOf(string id, NuGetVersion version)
    {
        var folder = Find(id, version)!.ExpandedPath;
        return NupkgMetadataFileFormat.Read(Path.Combine(folder, PackagingCoreConstants.NupkgMetadataFileExtension)).ContentHash!;
    }

    /// <summary>The versions of a package that are unpacked already.</summary>
    public IEnumerable<NuGetVersion> VersionsOf(string id) => folders.SelectMany(folder => folder.FindPackagesById(id)).Select(found => found.Version);

    /// <summary>A package was unpacked.</summary>
    public void Forget(string id) => folders[0].ClearCacheForIds([id]);

    /// <summary>The sources that may be asked for a package.</summary>
    public IEnumerable<SourceRepository> SourcesOf(string id)
    {
        if (!Mapping.IsEnabled) return Sources;
        var allowed = Mapping.GetConfiguredPackageSources(id);
        return Sources.Where(source => allowed.Contains(source.PackageSource.Name, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What a source answers with.</summary>
    /// <exception cref="FatalProtocolException">It is none, or does not answer.</exception>
    public static async Task<FindPackageByIdResource> OpenAsync(SourceRepository source, CancellationToken cancellationToken) =>
        await source.GetResourceAsync<FindPackageByIdResource>(cancellationToken) ?? throw new FatalProtocolException($"{source.PackageSource.Name} is no source of packages.");

    /// <inheritdoc />
    public void Dispose() => Cache.Dispose();
}
