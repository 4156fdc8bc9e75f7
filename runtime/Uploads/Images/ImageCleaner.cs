using NetVips;
using ScriptChat.Diagnostics;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Types;

namespace ScriptChat.Uploads.Images;

/// <summary>Checks images and writes them anew: turned the right way, without what cameras and programs put beside the pixels
/// (places, names, other files behind the end). Only the loader of the type that the bytes show is ever asked.</summary>
internal sealed class ImageCleaner
{
    private const int JpegQuality = 92;
    private const int WebPQuality = 90;
    private const int AllFrames = -1;

    private static readonly Lazy<string?> Missing = new(Prepare);

    private readonly UploadLimits limits;
    private readonly string? trouble;

    public ImageCleaner(UploadLimits limits)
        : this(limits, Trouble)
    {
    }

    /// <param name="limits">What an image may be.</param>
    /// <param name="trouble">Why images can't be checked; null where they can.</param>
    internal ImageCleaner(UploadLimits limits, string? trouble)
    {
        this.limits = limits;
        this.trouble = trouble;
    }

    /// <summary>Why images can't be checked on this machine; null where they can.</summary>
    public static string? Trouble => Missing.Value;

    /// <summary>The image anew.</summary>
    /// <param name="path">The file as it came.</param>
    /// <param name="type">What its bytes show it to be.</param>
    /// <returns>The new file's bytes, and its size.</returns>
    /// <exception cref="UploadException">It has too many pixels, is damaged, or can't be checked here.</exception>
    public (byte[] Content, ImageSize Size) Clean(string path, FileType type)
    {
        if (trouble is not null) throw new UploadException(UploadCodes.ImagesUnchecked, $"images can't be checked on this machine ({trouble})");
        try
        {
            // Opening reads the header only.
            using var header = Open(path, type, Enums.Access.Sequential);
            Check(header);
            var turned = header.Contains("orientation") && header.Get("orientation") is int and not 1;
            if (!turned || IsAnimated(header)) return Write(header, type);
            using var whole = Open(path, type, Enums.Access.Random);
            using var upright = whole.Autorot();
            return Write(upright, type);
        }
        catch (VipsException error)
        {
            throw new UploadException(UploadCodes.Damaged, $"the {type.Name} can't be read to its end", error);
        }
    }

    /// <summary>A smaller one, for clients that get images in frames.</summary>
    /// <param name="path">A cleaned image.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <returns>A JPEG or, with transparent parts, a PNG; null when it can't be made that small.</returns>
    public static (byte[] Content, FileType Type)? Shrink(string path, int most)
    {
        if (Trouble is not null) return null;
        try
        {
            foreach (var edge in new[] { 1024, 640, 320 })
            {
                using var small = Image.Thumbnail(path, edge, height: edge, size: Enums.Size.Down);
                var type = small.HasAlpha() ? FileTypes.Png : FileTypes.Jpeg;
                var content = type == FileTypes.Png ? small.PngsaveBuffer(keep: Enums.ForeignKeep.None) : small.JpegsaveBuffer(q: 85, keep: Enums.ForeignKeep.None);
                if (content.Length <= most) return (content, type);
            }
        }
        catch (VipsException)
        {
            // It was whole when it was stored: the disk has failed, and who asks for the image itself hears of it.
        }

        return null;
    }

    private static Image Open(string path, FileType type, Enums.Access access)
    {
        const Enums.FailOn Strict = Enums.FailOn.Error;
        if (type == FileTypes.Png) return Image.Pngload(path, access: access, failOn: Strict);
        if (type == FileTypes.Jpeg) return Image.Jpegload(path, access: access, failOn: Strict);
        return type == FileTypes.Gif
            ? Image.Gifload(path, n: AllFrames, access: access, failOn: Strict)
            : Image.Webpload(path, n: AllFrames, access: access, failOn: Strict);
    }

    private void Check(Image header)
    {
        var pixels = (long)header.Width * header.Height;
        if (pixels <= limits.ImagePixels) return;
        var size = SizeOf(header);
        var frames = header.Height / size.Height;
        throw new UploadException(
            UploadCodes.TooManyPixels,
            $"the image has {size.Width} x {size.Height} pixels{(frames > 1 ? $" in {frames} frames" : "")}; up to {limits.ImagePixels} are taken");
    }

    private static (byte[] Content, ImageSize Size) Write(Image image, FileType type)
    {
        using var plain = Uncoloured(image);
        const Enums.ForeignKeep Nothing = Enums.ForeignKeep.None;
        var content =
            type == FileTypes.Png ? plain.PngsaveBuffer(keep: Nothing)
            : type == FileTypes.Jpeg ? plain.JpegsaveBuffer(q: JpegQuality, optimizeCoding: true, keep: Nothing)
            : type == FileTypes.Gif ? plain.GifsaveBuffer(reuse: true, keep: Nothing)
            : plain.WebpsaveBuffer(q: WebPQuality, keep: Nothing);
        return (content, SizeOf(image));
    }

    /// <summary>In the colours of the web, so that nothing is lost with a colour profile.</summary>
    private static Image Uncoloured(Image image)
    {
        if (!image.Contains("icc-profile-data") && image.Interpretation != Enums.Interpretation.Cmyk) return image.Copy();
        try
        {
            return image.IccTransform("srgb", embedded: true);
        }
        catch (VipsException)
        {
            // A profile that can't be read says nothing of the pixels.
            return image.Interpretation == Enums.Interpretation.Cmyk ? image.Colourspace(Enums.Interpretation.Srgb) : image.Copy();
        }
    }

    private static ImageSize SizeOf(Image image) => new(image.Width, IsAnimated(image) ? (int)image.Get("page-height") : image.Height);

    private static bool IsAnimated(Image image) =>
        image.Contains("page-height") && image.Get("page-height") is int height && height > 0 && height < image.Height && image.Height % height == 0;

    private static string? Prepare()
    {
        try
        {
            if (!ModuleInitializer.VipsInitialized) return ModuleInitializer.Exception?.Message ?? "libvips can't be loaded";
            NetVips.NetVips.BlockUntrusted = true;
            NetVips.NetVips.Concurrency = 1;
            Cache.Max = 0;
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            return error.Message;
        }
    }
}
