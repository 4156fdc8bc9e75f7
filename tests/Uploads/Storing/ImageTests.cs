using System.Text;
using NetVips;
using ScriptChat.Uploads.Images;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Tests.Samples;
using ScriptChat.Uploads.Types;

namespace ScriptChat.Uploads.Tests.Storing;

/// <summary>Images are whole, of bounded size, and carry nothing but their pixels.</summary>
internal sealed class ImageTests : StoreFixture
{
    [Test]
    public void Image_Stored_HasItsSize()
    {
        var upload = Add(Pictures.Png(640, 480));
        Assert.That((upload.Width, upload.Height), Is.EqualTo((640, 480)));
        Assert.That(upload.Size, Is.EqualTo(Read(upload).Length));
    }

    [Test]
    public void Image_WhereTheLibraryIsMissing_IsRefusedAndNotTakenUnchecked()
    {
        var refused = Assert.Throws<UploadException>(() => new ImageCleaner(new UploadLimits(), "no libvips").Clean("any.png", FileTypes.Png));
        Assert.That(refused!.Code.Id, Is.EqualTo("SC4071"));
        Assert.That(refused.Message, Does.Contain("no libvips"));
    }

    [Test]
    public void Photograph_WithPlaceAndNameOnItsSide_LosesThemAndStandsUpright()
    {
        var sent = Pictures.JpegOnItsSide();
        Assert.That(Encoding.Latin1.GetString(sent), Does.Contain("Ann Secret"), "the sample");
        var upload = Add(sent);
        var stored = Read(upload);
        Assert.That((upload.Width, upload.Height), Is.EqualTo((48, 64)));
        Assert.That(Encoding.Latin1.GetString(stored), Does.Not.Contain("Ann Secret").And.Not.Contain("Exif"));
        using var image = Image.NewFromBuffer(stored);
        Assert.That((image.Width, image.Height), Is.EqualTo((48, 64)));
        Assert.That(image.GetFields(), Has.None.StartWith("exif-ifd3").And.None.EqualTo("exif-data"));
    }

    [Test]
    public void Animation_Stored_KeepsItsFramesAndTheirTime()
    {
        var upload = Add(Pictures.Gif());
        Assert.That((upload.Width, upload.Height), Is.EqualTo((20, 10)));
        using var image = Image.GifloadBuffer(Read(upload), n: -1);
        Assert.That(image.Height, Is.EqualTo(30));
        Assert.That((int[])image.Get("delay"), Is.All.EqualTo(70));
    }

    [Test]
    public void Image_WithAnotherFileBehindItsEnd_LosesIt()
    {
        foreach (var picture in new[] { Pictures.Png(), Pictures.Jpeg(), Pictures.Gif(), Pictures.WebP() })
        {
            byte[] polyglot = [.. picture, .. Files.Text("<script>alert(1)</script>"), .. Files.Zip];
            Assert.That(Encoding.Latin1.GetString(Read(Add(polyglot))), Does.Not.Contain("alert").And.Not.Contain("PK\u0003\u0004"));
        }
    }

    [Test]
    public void Image_OfFiftyThousandPixelsEachWay_IsRefusedUnread()
    {
        var bomb = Pictures.Bomb(50_000, 50_000);
        Assert.That(bomb, Has.Length.LessThan(5_000_000), "the sample");
        Add(Pictures.Png());
        var before = Stats.MemHighwater;
        var refusal = Assert.Throws<UploadException>(() => Add(bomb))!;
        Assert.That(refusal.Code.Id, Is.EqualTo("SC4067"));
        Assert.That(refusal.Message, Does.Contain("50000 x 50000"));
        Assert.That(Stats.MemHighwater - before, Is.LessThan(16_000_000UL));
        Assert.That(Add(Pictures.Png()).Width, Is.EqualTo(64), "the next one is taken");
    }

    [Test]
    public void Gif_WithAHugeScreenAndASmallPicture_IsStoredAsThePicture()
    {
        var upload = Add(Pictures.GifBomb(65_535, 65_535));
        Assert.That((upload.Width, upload.Height), Is.EqualTo((2, 2)));
        Assert.That(Read(upload).AsSpan(6, 4).ToArray(), Is.EqualTo(new byte[] { 2, 0, 2, 0 }));
    }

    [Test]
    public void Animation_WithManyFrames_CountsThemAll()
    {
        Store.Add(Pictures.Gif(3, 100, 100), null, static _ => true);
        var narrow = Open(new UploadLimits { ImagePixels = 29_999 });
        var refusal = Assert.Throws<UploadException>(() => narrow.Add(Pictures.Gif(3, 100, 100), null, static _ => true))!;
        Assert.That(refusal.Code.Id, Is.EqualTo("SC4067"));
        Assert.That(refusal.Message, Does.Contain("100 x 100").And.Contain("3 frames"));
    }

    [Test]
    public void Image_CutOff_IsRefused()
    {
        foreach (var picture in new[] { Pictures.Png(640, 480), Pictures.Jpeg(), Pictures.WebP() })
        {
            Assert.That(Refusal(() => Add(picture[..(picture.Length / 2)])), Is.EqualTo("SC4066"));
            Assert.That(Refusal(() => Add(picture[..30])), Is.EqualTo("SC4066"));
        }

        var torn = Pictures.Png(640, 480);
        for (var at = torn.Length / 2; at < torn.Length - 50; at++) torn[at] ^= 0x5A;
        Assert.That(Refusal(() => Add(torn)), Is.EqualTo("SC4066"));
    }

    [Test]
    public void Image_TooLargeForAFrame_IsMadeSmaller()
    {
        var noise = Image.Gaussnoise(1500, 1200, sigma: 60, mean: 128).Cast(Enums.BandFormat.Uchar).PngsaveBuffer();
        var upload = Add(noise);
        Assert.That(upload.Size, Is.GreaterThan(512 * 1024), "the sample");
        var (content, mimeType) = Store.Small(upload)!.Value;
        Assert.That(content, Has.Length.LessThanOrEqualTo(512 * 1024));
        Assert.That(mimeType, Is.EqualTo("image/jpeg"));
        Assert.That(Image.NewFromBuffer(content).Width, Is.LessThanOrEqualTo(1024));
        var small = Add(Pictures.Png());
        Assert.That(Store.Small(small)!.Value.Content, Is.EqualTo(Read(small)));
    }
}
