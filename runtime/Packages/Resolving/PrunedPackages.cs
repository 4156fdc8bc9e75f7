using NuGet.Versioning;

namespace ScriptChat.Packages.Resolving;

/// <summary>The packages that the framework ships itself, up to which version: the list with which the SDK prunes a restore.</summary>
internal static class PrunedPackages
{
    private static readonly Lazy<Dictionary<string, NuGetVersion>> Versions = new(Read);

    /// <summary>Whether what a package needs is in the framework already.</summary>
    public static bool Has(string id, VersionRange range) =>
        Versions.Value.TryGetValue(id, out var newest) && range.MinVersion is { } least && least <= newest;

    private static Dictionary<string, NuGetVersion> Read()
    {
        using var list = new StreamReader(typeof(PrunedPackages).Assembly.GetManifestResourceStream("pruned-packages.txt")!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split('|'))
            .ToDictionary(parts => parts[0], parts => NuGetVersion.Parse(parts[1]), StringComparer.OrdinalIgnoreCase);
    }
}
