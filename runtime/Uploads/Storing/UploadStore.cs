using System.Text.Json;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Uploads.Images;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Types;

namespace ScriptChat.Uploads.Storing;

/// <summary>The files that people sent, each once, under the hash of its bytes: <c>ab/cdef...</c> and beside it what is known of it.
/// Nothing half-written is ever under such a name. For any number of threads.</summary>
public sealed class UploadStore
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string folder;
    private readonly UploadLimits limits;
    private readonly ImageCleaner images;
    private readonly PersonalReferences references;

    private UploadStore(string folder, UploadLimits limits, PersonalReferences references)
    {
        this.folder = folder;
        Files = new StoredFiles(folder);
        this.limits = limits;
        this.references = references;
        images = new ImageCleaner(limits);
    }

    /// <summary>Why images can't be taken on this machine; null where they can.</summary>
    public static string? ImageTrouble => ImageCleaner.Trouble;

    /// <summary>The files that are here.</summary>
    public StoredFiles Files { get; }

    private string Arriving => Path.Combine(folder, "incoming");

    /// <summary>Opens the store in a folder, which is made when it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="limits">What it takes.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UploadException">The folder can't be used (<c>SC4072</c>, <c>SC4069</c>).</exception>
    public static UploadStore Open(string folder, UploadLimits limits, TimeProvider time) => Incoming.Guarded(() =>
    {
        Directory.CreateDirectory(folder);
        var store = new UploadStore(Path.GetFullPath(folder), limits, PersonalReferences.Open(Path.Combine(folder, "key")));
        store.Sweep(time.GetUtcNow().UtcDateTime - Abandoned);
        return store;
    });

    /// <summary>Takes a file in: to the disk as it comes, checked by its bytes, an image written anew, then to its place.</summary>
    /// <param name="content">The file.</param>
    /// <param name="stated">The media type that the client says; null for none.</param>
    /// <param name="takes">Whether files of a kind (<c>image</c>, <c>file</c>, ...) are taken.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept.</param>
    /// <exception cref="UploadException">It is refused, and nothing of it was kept.</exception>
    public async Task<StoredUpload> AddAsync(Stream content, string? stated, Func<string, bool> takes, CancellationToken cancellationToken)
    {
        CheckRoom();
        using var incoming = Incoming.Make(Arriving);
        await incoming.ReceiveAsync(content, limits.FileBytes, cancellationToken);
        return Keep(incoming, stated, takes);
    }

    /// <summary>Takes a file in that is here already.</summary>
    /// <param name="content">The file.</param>
    /// <param name="stated">The media type that the client says; null for none.</param>
    /// <param name="takes">Whether files of a kind are taken.</param>
    /// <exception cref="UploadException">It is refused, and nothing of it was kept.</exception>
    public StoredUpload Add(ReadOnlySpan<byte> content, string? stated, Func<string, bool> takes)
    {
        if (content.Length > limits.FileBytes) throw new UploadException(UploadCodes.TooLarge, $"the file is larger than {limits.FileBytes} bytes");
        CheckRoom();
        using var incoming = Incoming.Make(Arriving);
        incoming.Write(content);
        return Keep(incoming, stated, takes);
    }

    /// <summary>What a person calls a file.</summary>
    /// <param name="person">The person, who has uploaded it or is shown it.</param>
    /// <param name="hash">Its hash.</param>
    public string ReferenceOf(PersonId person, string hash) => references.Of(person, hash);

    /// <summary>The file that a person means; null when there is none, or it is not theirs to see.</summary>
    /// <param name="person">The person.</param>
    /// <param name="reference">What they call it; anything may come here.</param>
    public StoredUpload? Find(PersonId person, string reference) => references.HashIn(person, reference) is { } hash ? Files.Find(hash) : null;

    /// <summary>An image small enough to go in a frame.</summary>
    /// <param name="upload">The image.</param>
    /// <returns>Its bytes and media type, or null when it can't be made that small.</returns>
    public (byte[] Content, string MimeType)? Small(StoredUpload upload)
    {
        if (upload.Size <= limits.InlineBytes) return Incoming.Guarded(() => (File.ReadAllBytes(Files.PathOf(upload.Hash)), upload.MimeType));
        return ImageCleaner.Shrink(Files.PathOf(upload.Hash), limits.InlineBytes) is { } small ? (small.Content, small.Type.MimeType) : null;
    }

    private StoredUpload Keep(Incoming incoming, string? stated, Func<string, bool> takes)
    {
        if (incoming.Length == 0) throw new UploadException(UploadCodes.Empty, "the file is empty");
        var type = Check(Signatures.Of(incoming.Content), FileTypes.Plain(stated), takes);
        ImageSize? size = null;
        if (type.Kind == "image")
        {
            var (content, shown) = images.Clean(incoming.Path, type);
            incoming.Replace(content);
            size = shown;
        }

        var upload = new StoredUpload(incoming.Hash(), type.Kind, type.MimeType, incoming.Length, size?.Width, size?.Height);
        if (Files.Find(upload.Hash) is { } same) return same;

        // What is known of it comes first: once the file itself is under its name, all of it is there.
        using (var beside = Incoming.Make(Arriving))
        {
            beside.Write(JsonSerializer.SerializeToUtf8Bytes(upload, StoreJson.Default.StoredUpload));
            beside.MoveTo(Files.PathOf(upload.Hash) + ".json");
        }

        incoming.MoveTo(Files.PathOf(upload.Hash));
        return upload;
    }

    private FileType Check(FileType type, string? stated, Func<string, bool> takes)
    {
        // A page that is sent as a picture is first of all not what it says.
        if (stated is not null && stated != type.MimeType && FileTypes.Of(stated) is not null)
            throw new UploadException(UploadCodes.NotWhatItSays, $"the file is sent as {stated} and seems to be a {type.Name}");
        if (!type.IsKnown || !limits.MimeTypes.Contains(type.MimeType)) throw new UploadException(UploadCodes.TypeRefused, $"the file seems to be a {type.Name}, which is not taken");
        if (stated is not null && stated != type.MimeType) throw new UploadException(UploadCodes.NotWhatItSays, $"the file is sent as another type and seems to be a {type.Name}");
        return takes(type.Kind) ? type : throw new UploadException(UploadCodes.NotTaken, $"the file seems to be a {type.Name}, and this task does not take it");
    }

    private void CheckRoom()
    {
        long free;
        try
        {
            free = new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return;
        }

        if (free < limits.SpareBytes) throw new UploadException(UploadCodes.NoSpace, "the disk is almost full");
    }

    /// <summary>Takes away what an earlier process left half-written.</summary>
    private void Sweep(DateTime before)
    {
        if (!Directory.Exists(Arriving)) return;
        foreach (var path in Directory.EnumerateFiles(Arriving, "*.part"))
        {
            if (File.GetLastWriteTimeUtc(path) < before) File.Delete(path);
        }
    }
}
