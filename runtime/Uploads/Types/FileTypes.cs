namespace ScriptChat.Uploads.Types;

/// <summary>The types of files that are told apart, and the other names that clients have for them.</summary>
internal static class FileTypes
{
    public static readonly FileType Png = new("PNG image", "image", "image/png", ".png");
    public static readonly FileType Jpeg = new("JPEG image", "image", "image/jpeg", ".jpg");
    public static readonly FileType Gif = new("GIF image", "image", "image/gif", ".gif");
    public static readonly FileType WebP = new("WebP image", "image", "image/webp", ".webp");
    public static readonly FileType Pdf = new("PDF document", "file", "application/pdf", ".pdf");
    public static readonly FileType Text = new("plain text", "file", "text/plain", ".txt");
    public static readonly FileType Mp3 = new("MP3 recording", "audio", "audio/mpeg", ".mp3");
    public static readonly FileType Ogg = new("Ogg recording", "audio", "audio/ogg", ".ogg");
    public static readonly FileType Wav = new("WAV recording", "audio", "audio/wav", ".wav");
    public static readonly FileType M4a = new("MPEG-4 recording", "audio", "audio/mp4", ".m4a");
    public static readonly FileType Mp4 = new("MPEG-4 video", "video", "video/mp4", ".mp4");
    public static readonly FileType WebM = new("WebM video", "video", "video/webm", ".webm");

    private static readonly FileType[] Known = [Png, Jpeg, Gif, WebP, Pdf, Text, Mp3, Ogg, Wav, M4a, Mp4, WebM];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpg"] = "image/jpeg",
        ["image/pjpeg"] = "image/jpeg",
        ["image/x-png"] = "image/png",
        ["image/apng"] = "image/png",
        ["application/x-pdf"] = "application/pdf",
        ["text/markdown"] = "text/plain",
        ["text/csv"] = "text/plain",
        ["application/json"] = "text/plain",
        ["audio/mp3"] = "audio/mpeg",
        ["audio/x-mpeg"] = "audio/mpeg",
        ["application/ogg"] = "audio/ogg",
        ["audio/opus"] = "audio/ogg",
        ["audio/x-wav"] = "audio/wav",
        ["audio/wave"] = "audio/wav",
        ["audio/vnd.wave"] = "audio/wav",
        ["audio/x-m4a"] = "audio/mp4",
        ["audio/m4a"] = "audio/mp4",
        ["audio/webm"] = "video/webm",
    };

    /// <summary>The type with a media type, or null.</summary>
    public static FileType? Of(string mimeType) => Array.Find(Known, type => type.MimeType == mimeType);

    /// <summary>A stated media type without parameters, as the runtime calls it; null where none is stated.</summary>
    public static string? Plain(string? stated)
    {
        var bare = stated?.Split(';', 2)[0].Trim().ToLowerInvariant();
        return bare is null or "" or "application/octet-stream" or "binary/octet-stream" ? null : Aliases.GetValueOrDefault(bare, bare);
    }

    /// <summary>A type that is recognized and never taken.</summary>
    public static FileType Refused(string name) => new(name, "", "", "");
}
