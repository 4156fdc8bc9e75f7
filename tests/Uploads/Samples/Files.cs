using System.Text;

namespace ScriptChat.Uploads.Tests.Samples;

/// <summary>Beginnings of files of other kinds: as much as tells what they are.</summary>
internal static class Files
{
    public static byte[] Pdf => Text("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");

    public static byte[] Mp3 => [0xFF, 0xFB, 0x90, 0x00, .. new byte[413]];

    public static byte[] TaggedMp3 => [.. Text("ID3"), 4, 0, 0, 0, 0, 0, 0, .. Mp3];

    public static byte[] Ogg => [.. Text("OggS"), .. new byte[40]];

    public static byte[] Wav => [.. Text("RIFF"), 36, 0, 0, 0, .. Text("WAVEfmt "), .. new byte[28]];

    public static byte[] M4a => [0, 0, 0, 0x20, .. Text("ftypM4A "), .. new byte[24]];

    public static byte[] Mp4 => [0, 0, 0, 0x20, .. Text("ftypisom"), .. new byte[24]];

    public static byte[] WebM => [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x82, 0x84, .. Text("webm"), .. new byte[24]];

    public static byte[] Zip => [0x50, 0x4B, 0x03, 0x04, .. new byte[30]];

    public static byte[] Program => [0x7F, 0x45, 0x4C, 0x46, .. new byte[60]];

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
