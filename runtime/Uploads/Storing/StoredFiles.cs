using System.Text.Json;
using ScriptChat.Worlds;

namespace ScriptChat.Uploads.Storing;

/// <summary>The files that people sent, to read: each once, under the hash of its bytes, <c>ab/cdef...</c>, and beside it what is known
/// of it. Changes nothing, so it may stand beside a running service. For any number of threads.</summary>
/// <param name="folder">The folder; it need not be there.</param>
public sealed class StoredFiles(string folder)
{
    internal const string Prefix = "/uploads/";

    private const int FolderLetters = 2;

    /// <summary>What is known of a file; null when it is not there.</summary>
    /// <param name="hash">Its hash; anything may come here.</param>
    public StoredUpload? Find(string hash)
    {
        if (!PersonalReferences.IsHash(hash) || !File.Exists(PathOf(hash))) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(hash) + ".json"), StoreJson.Default.StoredUpload);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The hash in the address that worlds and the journal have for a file; null when it names none.</summary>
    /// <param name="url">The address, <c>/uploads/HASH</c>.</param>
    public static string? HashIn(string? url) =>
        url is not null && url.StartsWith(Prefix, StringComparison.Ordinal) && PersonalReferences.IsHash(url[Prefix.Length..]) ? url[Prefix.Length..] : null;

    /// <summary>Opens a file.</summary>
    /// <param name="upload">The file.</param>
    /// <exception cref="Limits.UploadException">It can't be read.</exception>
    public Stream Open(StoredUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return Incoming.Guarded<Stream>(() => new FileStream(PathOf(upload.Hash), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
    }

    /// <summary>The bytes of a payload, for worlds.</summary>
    /// <param name="payload">A payload that refers to a stored file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public Stream Read(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (HashIn(payload.Url) is not { } hash) throw new FileNotFoundException("The payload refers to no stored file.");
        if (Find(hash) is not { } upload) throw new FileNotFoundException("The file of the payload is not in the data folder any more.");
        using var file = Open(upload);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return new MemoryStream(content, writable: false);
    }

    /// <summary>Where a file lies, for those who write it.</summary>
    /// <param name="hash">Its hash.</param>
    internal string PathOf(string hash) => Path.Combine(folder, hash[..FolderLetters], hash[FolderLetters..]);
}
