using NuGet.Versioning;

namespace ScriptChat.Packages.Requests;

/// <summary>What all scripts of a task together want of a package.</summary>
/// <param name="Id">The package's name.</param>
/// <param name="Version">The version.</param>
/// <param name="Range">The same as NuGet's resolver takes it.</param>
/// <param name="Request">The first directive that asks for it.</param>
internal sealed record WantedPackage(string Id, NuGetVersion Version, VersionRange Range, PackageRequest Request);
