using NuGet.Versioning;

namespace ScriptChat.Packages.Locking;

/// <summary>A package that was chosen for the task.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Requested">What scripts ask for; null for a package that only others need.</param>
/// <param name="Needs">The packages that it needs, and at which versions it would take them.</param>
/// <param name="ContentHash">The SHA-512 that its content must have; null when nothing is known of it yet.</param>
internal sealed record ResolvedPackage(string Id, NuGetVersion Version, VersionRange? Requested, IReadOnlyDictionary<string, VersionRange> Needs, string? ContentHash = null);
