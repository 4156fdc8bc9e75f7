using System.Buffers.Binary;
using System.IO.Compression;
using NetVips;

namespace ScriptChat.Uploads.Tests.Samples;

/// <summary>Images of every kind, whole and hostile.</summary>
internal static class Pictures
{
    public static byte[] Png(int width = 64, int height = 48) => Draw(width, height).PngsaveBuffer();

    public static byte[] WebP() => Draw(64, 48).WebpsaveBuffer();

    public static byte[] Jpeg() => Draw(64, 48).JpegsaveBuffer();

    /// <summary>Taken with the camera on its side, at a place that nobody else is to know.</summary>
    public static byte[] JpegOnItsSide()
    {
        using var image = Draw(64, 48).Mutate(changes =>
        {
            changes.Set(GValue.GIntType, "orientation", 6);
            changes.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "48/1 51/1 24/1 (48, 51, 24, Rational, 3 components, 24 bytes)");
            changes.Set(GValue.GStrType, "exif-ifd0-Artist", "Ann Secret (Ann Secret, ASCII, 11 components, 11 bytes)");
        });
        return image.JpegsaveBuffer();
    }

    /// <summary>An animation.</summary>
    public static byte[] Gif(int frames = 3, int width = 20, int height = 10)
    {
        Image[] all = [.. Enumerable.Range(0, frames).Select(number => Draw(width, height).Linear([1.0], [number * 20.0]).Cast(Enums.BandFormat.Uchar))];
        using var strip = Image.Arrayjoin(all, across: 1).Mutate(changes =>
        {
            changes.Set(GValue.GIntType, "page-height", height);
            changes.Set(GValue.ArrayIntType, "delay", Enumerable.Repeat(70, frames).ToArray());
        });
        return strip.GifsaveBuffer();
    }

    /// <summary>A whole PNG of one colour, far larger unpacked than packed.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + ((width + 7) / 8)];
            for (var line = 0; line < height; line++) zlib.Write(row);
        }

        var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>A GIF that says to be that large, with one pixel of content.</summary>
    public static byte[] GifBomb(ushort width, ushort height)
    {
        var gif = Gif(1, 2, 2);
        BinaryPrimitives.WriteUInt16LittleEndian(gif.AsSpan(6), width);
        BinaryPrimitives.WriteUInt16LittleEndian(gif.AsSpan(8), height);
        return gif;
    }

    private static Image Draw(int width, int height) => (Image.Xyz(width, height) * 3).Cast(Enums.BandFormat.Uchar).Bandjoin(77).Copy(interpretation: Enums.Interpretation.Srgb);

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> name, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        byte[] whole = [.. name, .. content];
        png.Write(whole);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(whole));
        png.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
