using ScriptChat.Diagnostics;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Tests.Samples;
using ScriptChat.Uploads.Types;

namespace ScriptChat.Uploads.Tests.Storing;

/// <summary>What a file is, is decided by its bytes.</summary>
internal sealed class TypeTests : StoreFixture
{
    private static IEnumerable<TestCaseData> Taken()
    {
        yield return new TestCaseData("png", Pictures.Png(), "image", "image/png");
        yield return new TestCaseData("jpeg", Pictures.Jpeg(), "image", "image/jpeg");
        yield return new TestCaseData("gif", Pictures.Gif(), "image", "image/gif");
        yield return new TestCaseData("webp", Pictures.WebP(), "image", "image/webp");
        yield return new TestCaseData("pdf", Files.Pdf, "file", "application/pdf");
        yield return new TestCaseData("text", Files.Text("\uFEFFGrüße, 日本 😀\r\n\tend"), "file", "text/plain");
        yield return new TestCaseData("mp3", Files.Mp3, "audio", "audio/mpeg");
        yield return new TestCaseData("tagged mp3", Files.TaggedMp3, "audio", "audio/mpeg");
        yield return new TestCaseData("ogg", Files.Ogg, "audio", "audio/ogg");
        yield return new TestCaseData("wav", Files.Wav, "audio", "audio/wav");
        yield return new TestCaseData("m4a", Files.M4a, "audio", "audio/mp4");
        yield return new TestCaseData("mp4", Files.Mp4, "video", "video/mp4");
        yield return new TestCaseData("webm", Files.WebM, "video", "video/webm");
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData("SVG image", Files.Text("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"));
        yield return new TestCaseData("SVG image", Files.Text("<?xml version='1.0'?><!-- x --><svg/>"));
        yield return new TestCaseData("HTML page", Files.Text("\uFEFF \n<!DOCTYPE html><title>x</title>"));
        yield return new TestCaseData("HTML page", Files.Text("Dear all,\n<SCRIPT>alert(1)</SCRIPT>"));
        yield return new TestCaseData("HTML page", Files.Text("<\0html>"));
        yield return new TestCaseData("ZIP archive", Files.Zip);
        yield return new TestCaseData("Linux program", Files.Program);
        yield return new TestCaseData("Windows program", Files.Text("MZ\u0001"));
        yield return new TestCaseData("script", Files.Text("#!/bin/sh\nrm -rf /\n"));
        yield return new TestCaseData("file of an unknown type", new byte[] { 1, 2, 3, 0, 255 });
        yield return new TestCaseData("file of an unknown type", Files.Text("cut in a lett").Append((byte)0xC3).ToArray());
        yield return new TestCaseData("file of an unknown type", Files.Text("a\0b"));
    }

    [TestCaseSource(nameof(Taken))]
    public void File_OfAKnownType_IsTakenAsWhatItIs(string name, byte[] content, string kind, string mimeType)
    {
        var upload = Add(content);
        Assert.That((upload.Kind, upload.MimeType), Is.EqualTo((kind, mimeType)), name);
        Assert.That(Add(content, mimeType), Is.EqualTo(upload));
        Assert.That(Add(content, "application/octet-stream"), Is.EqualTo(upload));
    }

    [TestCaseSource(nameof(Refused))]
    public void File_OfAnotherType_IsRefusedAndNamed(string seems, byte[] content)
    {
        var refusal = Assert.Throws<UploadException>(() => Add(content))!;
        Assert.That(refusal.Code, Is.EqualTo(UploadCodes.TypeRefused));
        Assert.That(refusal.Message, Does.Contain(seems));
        Assert.That(All(), Is.Empty);
    }

    [Test]
    public void File_SentAsAnother_IsRefusedWithWhatItSeems()
    {
        var page = Assert.Throws<UploadException>(() => Add(Files.Text("<html><script>alert(1)</script>"), "image/png"))!;
        Assert.That(page.Code, Is.EqualTo(UploadCodes.NotWhatItSays));
        Assert.That(page.Message, Does.Contain("HTML page").And.Contain("image/png"));
        Assert.That(Refusal(() => Add(Pictures.Png(), "image/jpeg")), Is.EqualTo("SC4064"));
        Assert.That(Refusal(() => Add(Pictures.Png(), "application/x-evil; q=1")), Is.EqualTo("SC4064"));
        Assert.That(Refusal(() => Add(Files.Text("words"), "text/html")), Is.EqualTo("SC4064"));
    }

    [Test]
    public void File_SentUnderAnotherNameOfItsType_IsTaken()
    {
        Assert.That(Add(Pictures.Jpeg(), "image/jpg").MimeType, Is.EqualTo("image/jpeg"));
        Assert.That(Add(Files.Text("a,b\n1,2"), "text/csv; charset=utf-8").MimeType, Is.EqualTo("text/plain"));
    }

    [Test]
    public void File_OfAKindThatTheTaskDoesNotTake_IsRefused() =>
        Assert.That(Refusal(() => Store.Add(Files.Pdf, null, static kind => kind == "image")), Is.EqualTo("SC4061"));

    [Test]
    public void File_OfATypeThatTheLimitsLeaveOut_IsRefused()
    {
        var narrow = Open(new UploadLimits { MimeTypes = ["image/png"] });
        Assert.That(Refusal(() => narrow.Add(Pictures.Gif(), null, static _ => true)), Is.EqualTo("SC4065"));
        Assert.That(narrow.Add(Pictures.Png(), null, static _ => true).Kind, Is.EqualTo("image"));
    }

    [Test]
    public void Text_LongerThanABlock_WithLettersOnItsEdges_IsText() =>
        Assert.That(Add(Files.Text("x" + string.Concat(Enumerable.Repeat("日本語😀", 30_000)))).MimeType, Is.EqualTo("text/plain"));

    [TestCase("cat.png", "cat.png")]
    [TestCase("../../etc/passwd", "passwd.png")]
    [TestCase("C:\\Users\\Ann\\cat.PNG", "cat.PNG")]
    [TestCase("a\0b\u202Egnp.exe", "abgnp.exe.png")]
    [TestCase("x\u200B\u2066y.png\r\nSet-Cookie: a=b", "a=b.png")]
    [TestCase("....", null)]
    [TestCase("\uD800.png", "png.png")]
    [TestCase("<img src=x>\"?.png", "_img src=x___.png")]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Name_AsStated_IsMadeSafe(string? stated, string? clean) => Assert.That(FileNames.Clean(stated, FileTypes.Png), Is.EqualTo(clean));

    [Test]
    public void Name_OfAnyLength_IsCut() => Assert.That(FileNames.Clean(new string('ä', 100_000), FileTypes.Png)!.Length, Is.LessThan(110));
}
