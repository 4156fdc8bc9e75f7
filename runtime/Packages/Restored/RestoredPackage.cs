using System.Text.Json;

namespace ScriptChat.Packages.Restored;

/// <summary>A package that is there, unpacked.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version, normalized.</param>
/// <param name="ContentHash">The SHA-512 of its content, in base64, as lock files have it.</param>
/// <param name="Folder">Where it is unpacked.</param>
/// <param name="Files">Its files that scripts need on this machine.</param>
public sealed record RestoredPackage(string Id, string Version, string ContentHash, string Folder, IReadOnlyList<PackageFile> Files)
{
    private const string Metadata = ".nupkg.metadata";

    /// <summary>Whether it still lies there with the same content. Loads no assembly of NuGet's.</summary>
    public bool IsThere()
    {
        try
        {
            using var metadata = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, Metadata)));
            return metadata.RootElement.GetProperty("contentHash").ValueEquals(ContentHash) && Files.All(file => File.Exists(file.Path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
