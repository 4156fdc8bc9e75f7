using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Tests.Samples;
using ScriptChat.Uploads.Tests.Storing;
using ScriptChat.Worlds;

namespace ScriptChat.Uploads.Tests;

/// <summary>Who may send what, and what becomes of it in messages.</summary>
internal sealed class UploadDeskTests : StoreFixture
{
    private readonly FakeTimeProvider time = new();

    private UploadDesk Desk(UploadLimits? limits = null, params string[] kinds) =>
        new(Store, limits ?? new UploadLimits(), () => kinds, time);

    [Test]
    public async Task Reference_OfWhoUploaded_BecomesTheFileByItsHash()
    {
        var desk = Desk(null, "image");
        var (upload, reference) = await desk.UploadAsync(Ann, new MemoryStream(Pictures.Png()), null, "image/png", CancellationToken.None);
        var stated = new Payload { Type = "video", Extra = new JsonObject { ["upload"] = reference, ["name"] = "../cat\u202E.png", ["alt"] = "A cat", ["width"] = 9999 } };
        var taken = desk.Take(Ann, stated);
        Assert.That(taken with { Extra = null }, Is.EqualTo(new Payload
        {
            Type = "image",
            Url = $"/uploads/{upload.Hash}",
            MimeType = "image/png",
            Name = "cat.png",
            Size = upload.Size,
            Width = 64,
            Height = 48,
        }));
        Assert.That(taken.Extra!.ToJsonString(), Is.EqualTo("""{"alt":"A cat"}"""));
        Assert.That(Refusal(() => desk.Take(Ben, stated)), Is.EqualTo("SC4070"));
    }

    [Test]
    public async Task File_ShownToSomebody_CanBeSeenAndPassedOnByThem()
    {
        var desk = Desk(null, "image");
        var (upload, reference) = await desk.UploadAsync(Ann, new MemoryStream(Pictures.Png()), null, null, CancellationToken.None);
        var taken = desk.Take(Ann, new Payload { Type = "image", Extra = new JsonObject { ["upload"] = reference } });
        var shown = desk.Refer(Ben, taken);
        var hers = (string)shown.Extra!["upload"]!;
        Assert.That(hers, Is.Not.EqualTo(reference));
        Assert.That(shown.Url, Is.EqualTo($"/uploads/{hers}"));
        Assert.That(desk.Find(Ben, hers), Is.EqualTo(upload));
        Assert.That(desk.Find(Ann, hers), Is.Null);
        Assert.That(desk.Take(Ben, new Payload { Type = "image", Extra = new JsonObject { ["upload"] = hers } }), Is.EqualTo(taken));
    }

    [TestCase("/uploads/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")]
    [TestCase(" //Uploads/x")]
    [TestCase("uploads/../key")]
    public void Address_OfAStoredFile_IsNoWayAroundReferences(string url) =>
        Assert.That(Refusal(() => Desk().Take(Ann, new Payload { Type = "image", Url = url })), Is.EqualTo("SC4070"));

    [Test]
    public void Reference_OfAnotherShape_IsRefused()
    {
        foreach (var stated in new JsonNode[] { 1, new JsonObject(), "", "x" })
            Assert.That(Refusal(() => Desk().Take(Ann, new Payload { Type = "image", Extra = new JsonObject { ["upload"] = stated } })), Is.EqualTo("SC4070"));
    }

    [Test]
    public void Image_InBase64_GoesIntoTheStoreAndOutAgain()
    {
        var desk = Desk();
        var taken = desk.Take(Ann, new Payload { Type = "image", MimeType = "image/png", Data = Convert.ToBase64String(Pictures.Png()) });
        Assert.That(taken.Data, Is.Null);
        Assert.That(taken.Url, Does.StartWith("/uploads/"));
        var shown = desk.Inline(taken);
        Assert.That((shown.Url, shown.MimeType, shown.Width), Is.EqualTo(((string?)null, "image/png", (int?)64)));
        Assert.That(Convert.FromBase64String(shown.Data!).AsSpan(1, 3).ToArray(), Is.EqualTo("PNG"u8.ToArray()));
        using var read = desk.Read(taken);
        Assert.That(read.Length, Is.EqualTo(taken.Size));
    }

    [Test]
    public void File_ForWhoCannotFetch_IsNamedOnly()
    {
        var taken = Desk().Take(Ann, new Payload { Type = "file", Data = Convert.ToBase64String(Files.Pdf), Extra = new JsonObject { ["name"] = "a.pdf" } });
        var shown = Desk().Inline(taken);
        Assert.That((shown.Type, shown.Name, shown.Data, shown.Url), Is.EqualTo(("file", "a.pdf", (string?)null, (string?)null)));
    }

    [Test]
    public void Content_InBase64_IsCheckedAsAnyOther()
    {
        Assert.That(Refusal(() => Desk().Take(Ann, new Payload { Type = "image", Data = "no base64!" })), Is.EqualTo("SC4066"));
        Assert.That(Refusal(() => Desk().Take(Ann, new Payload { Type = "image", Data = "" })), Is.EqualTo("SC4063"));
        Assert.That(Refusal(() => Desk().Take(Ann, new Payload { Type = "image", Data = Convert.ToBase64String(Files.Text("<svg/>")), MimeType = "image/svg+xml" })), Is.EqualTo("SC4065"));
        Assert.That(Refusal(() => Desk().Take(Ann, new Payload { Type = "image", Data = Convert.ToBase64String(Files.Pdf) })), Is.EqualTo("SC4064"));
    }

    [Test]
    public void Payload_WithoutAFile_StaysAsItIs()
    {
        var link = new Payload { Type = "image", Url = "https://example.org/cat.png" };
        var other = new Payload { Type = "sticker", Data = "aGk=" };
        Assert.That(Desk().Take(Ann, link), Is.SameAs(link));
        Assert.That(Desk().Take(Ann, other), Is.SameAs(other));
        Assert.That(Desk().Refer(Ann, link), Is.SameAs(link));
        Assert.That(Desk().Inline(link), Is.SameAs(link));
        Assert.That(() => Desk().Read(link), Throws.TypeOf<FileNotFoundException>());
        Assert.That(() => Desk().Read(link with { Url = $"/uploads/{new string('0', 64)}" }), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public void Person_WhoSendsALot_IsHeldBackForAMinuteAndOthersAreNot()
    {
        var desk = Desk(new UploadLimits { FilesPerMinute = 2 }, "file");
        Task SendAsync(Messages.PersonId person) => desk.UploadAsync(person, new MemoryStream(Files.Text("x")), 1, null, CancellationToken.None);
        string Refused(Messages.PersonId person) => Assert.ThrowsAsync<UploadException>(() => SendAsync(person))!.Code.Id;
        Assert.That(() => SendAsync(Ann), Throws.Nothing);
        Assert.That(() => SendAsync(Ann), Throws.Nothing);
        Assert.That(Refused(Ann), Is.EqualTo("SC4068"));
        Assert.That(() => SendAsync(Ben), Throws.Nothing);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.That(() => SendAsync(Ann), Throws.Nothing);
        var narrow = Desk(new UploadLimits { BytesPerMinute = 10 }, "file");
        Assert.That(Assert.ThrowsAsync<UploadException>(() => narrow.UploadAsync(Ann, new MemoryStream(), 11, null, CancellationToken.None))!.Code.Id, Is.EqualTo("SC4068"));
    }

    [Test]
    public void Task_ThatTakesNothing_SaysSo() =>
        Assert.That(Assert.ThrowsAsync<UploadException>(() => Desk().UploadAsync(Ann, new MemoryStream(Files.Pdf), null, null, CancellationToken.None))!.Code.Id, Is.EqualTo("SC4061"));

    [Test]
    public void Person_IsHere_WhileAConnectionIs()
    {
        var desk = Desk();
        desk.Enter(Ann, 1);
        desk.Enter(Ann, 2);
        desk.Leave(1);
        Assert.That(desk.IsHere(Ann), Is.True);
        desk.Leave(2);
        Assert.That(desk.IsHere(Ann), Is.False);
    }
}
