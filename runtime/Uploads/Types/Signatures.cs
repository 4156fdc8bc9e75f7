using System.Buffers.Binary;

namespace ScriptChat.Uploads.Types;

/// <summary>Tells what a file is by its bytes. What a client calls it does not count.</summary>
internal static class Signatures
{
    /// <summary>How many bytes of the beginning are enough; text is looked through whole.</summary>
    public const int HeadBytes = 4096;

    private static readonly (byte[] Bytes, string Name)[] Refused =
    [
        ([0x50, 0x4B, 0x03, 0x04], "ZIP archive"),
        ([0x50, 0x4B, 0x05, 0x06], "ZIP archive"),
        ([0x50, 0x4B, 0x07, 0x08], "ZIP archive"),
        ([0x1F, 0x8B], "gzip archive"),
        ([0x42, 0x5A, 0x68], "bzip2 archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "Zstandard archive"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z archive"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "RAR archive"),
        ([0x4D, 0x5A], "Windows program"),
        ([0x7F, 0x45, 0x4C, 0x46], "Linux program"),
        ([0xCF, 0xFA, 0xED, 0xFE], "macOS program"),
        ([0xCE, 0xFA, 0xED, 0xFE], "macOS program"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "Java class or macOS program"),
        ([0x00, 0x61, 0x73, 0x6D], "WebAssembly program"),
        ([0xD0, 0xCF, 0x11, 0xE0], "old Office document"),
        ([0x49, 0x49, 0x2A, 0x00], "TIFF image"),
        ([0x4D, 0x4D, 0x00, 0x2A], "TIFF image"),
        ([0x42, 0x4D], "BMP image"),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65], "SQLite database"),
    ];

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> MatroskaStart => [0x1A, 0x45, 0xDF, 0xA3];

    /// <summary>What a file is.</summary>
    /// <param name="file">The file, at its beginning; where it stands afterwards is not said.</param>
    public static FileType Of(Stream file)
    {
        Span<byte> buffer = stackalloc byte[HeadBytes];
        var head = buffer[..file.ReadAtLeast(buffer, HeadBytes, throwOnEndOfStream: false)];
        if (Binary(head) is { } known) return known;
        foreach (var (bytes, name) in Refused)
        {
            if (head.StartsWith(bytes)) return FileTypes.Refused(name);
        }

        file.Position = 0;
        return PlainText.Of(file, head);
    }

    private static FileType? Binary(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(PngStart)) return FileTypes.Png;
        if (head.StartsWith(JpegStart)) return FileTypes.Jpeg;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return FileTypes.Gif;
        if (head.StartsWith("%PDF-"u8)) return FileTypes.Pdf;
        if (head.StartsWith("OggS"u8)) return FileTypes.Ogg;
        if (head.StartsWith("ID3"u8) || IsMpegFrame(head)) return FileTypes.Mp3;
        if (head.StartsWith("RIFF"u8) && head.Length >= 12)
        {
            var form = head[8..12];
            if (form.SequenceEqual("WEBP"u8)) return FileTypes.WebP;
            if (form.SequenceEqual("WAVE"u8)) return FileTypes.Wav;
            return FileTypes.Refused("RIFF file");
        }

        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8)) return IsoMedia(head[8..12]);
        if (head.StartsWith(MatroskaStart)) return head[..Math.Min(64, head.Length)].IndexOf("webm"u8) > 0 ? FileTypes.WebM : FileTypes.Refused("Matroska video");
        return null;
    }

    private static FileType IsoMedia(ReadOnlySpan<byte> brand)
    {
        if (brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8)) return FileTypes.M4a;
        if (brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("avc1"u8) || brand.StartsWith("M4V"u8) || brand.StartsWith("dash"u8)) return FileTypes.Mp4;
        if (brand.StartsWith("qt"u8)) return FileTypes.Refused("QuickTime video");
        return FileTypes.Refused(brand.StartsWith("hei"u8) || brand.StartsWith("mif1"u8) ? "HEIC image" : brand.StartsWith("avi"u8) ? "AVIF image" : "ISO media file");
    }

    /// <summary>Whether it begins with a frame of MPEG audio, layer III: the sync word alone is too little to go by.</summary>
    private static bool IsMpegFrame(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4) return false;
        var word = BinaryPrimitives.ReadUInt32BigEndian(head);
        var layer = (word >> 17) & 3;
        var version = (word >> 19) & 3;
        var bitRate = (word >> 12) & 15;
        var rate = (word >> 10) & 3;
        return word >> 21 == 0x7FF && layer == 1 && version != 1 && bitRate is > 0 and < 15 && rate != 3;
    }
}
