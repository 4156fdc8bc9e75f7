namespace ScriptChat.Uploads.Limits;

/// <summary>What people may upload. All of it can be set from code; <c>config.toml</c> says which kinds a task takes at all.</summary>
public sealed record UploadLimits
{
    /// <summary>The largest file in bytes. A larger one is refused with <c>SC4062</c>. Default: 10 MB.</summary>
    public long FileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>The most pixels of an image, all frames of an animation together. More are refused with <c>SC4067</c>, before
    /// anything is decoded. Default: 40 million.</summary>
    public long ImagePixels { get; init; } = 40_000_000;

    /// <summary>How many files a person may upload a minute; more are refused with <c>SC4068</c>. Default: 20.</summary>
    public int FilesPerMinute { get; init; } = 20;

    /// <summary>How many bytes a person may upload a minute; more are refused with <c>SC4068</c>. Default: 60 MB.</summary>
    public long BytesPerMinute { get; init; } = 60 * 1024 * 1024;

    /// <summary>How many uploads are taken at one time, of all people; more are refused with <c>SC4068</c>. Default: 32.</summary>
    public int AtOnce { get; init; } = 32;

    /// <summary>How much room is left on the disk for other things, the journal above all: below it files are refused with
    /// <c>SC4069</c>. In bytes. Default: 64 MB.</summary>
    public long SpareBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The largest image in bytes that goes in a frame, in base64, to a client that can't fetch it; a larger one is
    /// made smaller. Default: 512 KB.</summary>
    public int InlineBytes { get; init; } = 512 * 1024;

    /// <summary>The media types that are taken, of those that are known (<c>runtime/Services/README.md</c>). Default: all of them.</summary>
    public IReadOnlyCollection<string> MimeTypes { get; init; } =
    [
        "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain", "audio/mpeg", "audio/ogg", "audio/wav",
        "audio/mp4", "video/mp4", "video/webm",
    ];
}
