using NuGet.Versioning;
using ScriptChat.Diagnostics;

namespace ScriptChat.Packages.Requests;

/// <summary>Makes one list of wishes of what the scripts of a task ask for.</summary>
/// <param name="locked">The version of a package that the lock file has for scripts; null when it has none.</param>
internal sealed class WishReader(Func<string, NuGetVersion?> locked)
{
    /// <summary>The wishes; null after saying what is wrong.</summary>
    public IReadOnlyList<WantedPackage>? Read(IReadOnlyList<PackageRequest> requests, DiagnosticBag bag)
    {
        var wanted = new Dictionary<string, WantedPackage>(StringComparer.OrdinalIgnoreCase);
        var isWell = true;
        foreach (var request in requests)
        {
            if (Read(request, bag) is not { } wish) isWell = false;
            else if (!wanted.TryAdd(wish.Id, wish) && wanted[wish.Id] is var first && first.Version != wish.Version)
            {
                Say(bag, PackageCodes.ScriptsDisagree, request, $"the scripts want two versions of {first.Id}: {wish.Version} here, and {first.Version} in {first.Request.Place}; write the same one in both");
                isWell = false;
            }
        }

        return isWell ? [.. wanted.Values] : null;
    }

    private WantedPackage? Read(PackageRequest request, DiagnosticBag bag)
    {
        var (id, text) = (request.Id, request.Version);
        if (!VersionRange.TryParse(text.Length == 0 ? "*" : text, allowFloating: true, out var range))
        {
            Say(bag, PackageCodes.BadDirective, request, $"'{text}' is no version of a package; write one such as {id}, 1.2.3");
            return null;
        }

        if (IsExact(range)) return new WantedPackage(id, range.MinVersion!, range, request);
        if (locked(id) is { } version && range.Satisfies(version)) return new WantedPackage(id, version, new VersionRange(version, originalString: range.OriginalString), request);
        var what = text.Length == 0 ? $"{id} has no version" : $"'{text}' is not one exact version of {id}";
        Say(bag, PackageCodes.NotExact, request, $"{what}, so that another day could bring other code; write one such as 1.2.3, which the lock file then holds");
        return null;
    }

    // 1.2.3 means at least that, as everywhere in NuGet, and is what is taken as long as it can be had.
    private static bool IsExact(VersionRange range)
    {
        if (range.IsFloating || range.MinVersion is null || !range.IsMinInclusive) return false;
        return range.MaxVersion is null ? !range.OriginalString!.Contains(',', StringComparison.Ordinal) : range.MaxVersion == range.MinVersion;
    }

    private static void Say(DiagnosticBag bag, DiagnosticCode code, PackageRequest request, string text) =>
        bag.Add(code, text, request.Path, request.Line, request.Column);
}
