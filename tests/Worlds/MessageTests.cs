namespace ScriptChat.Worlds.Tests;

internal sealed class MessageTests
{
    private static readonly string[] Replies = ["yes", "no"];

    private static IEnumerable<Func<Message, Message>> Changes =>
    [
        message => message with { Id = "World" },
        message => message with { Text = "hi" },
        message => message with { QuickReplies = Replies },
        message => message with { Payload = new Payload { Type = "image" } },
        message => message with { PersonaId = "p" },
        message => message with { EpisodeDone = true },
        message => message with { ReportSender = "r" },
        message => message with { StickerSender = "s" },
    ];

    [Test]
    public void Copy_ChangesThatFieldOnly_AndNotTheOriginal()
    {
        var all = Changes.Aggregate(new Message(), (message, change) => change(message));

        Assert.That(all, Is.EqualTo(new Message
        {
            Id = "World",
            Text = "hi",
            QuickReplies = Replies,
            Payload = new Payload { Type = "image" },
            PersonaId = "p",
            EpisodeDone = true,
            ReportSender = "r",
            StickerSender = "s",
        }));
        foreach (var change in Changes)
        {
            var before = new Message();
            Assert.That(change(before), Is.Not.EqualTo(before));
            Assert.That(before, Is.EqualTo(new Message()));
            Assert.That(change(all), Is.EqualTo(all));
        }
    }

    [Test]
    public void Field_PutInAndTakenOut_LeavesNothing()
    {
        var message = new Message { Text = "hi", QuickReplies = Replies, EpisodeDone = true, PersonaId = "p" } with { QuickReplies = null, EpisodeDone = false, PersonaId = null };

        Assert.That(message, Is.EqualTo(new Message { Text = "hi" }));
        Assert.That(message.GetHashCode(), Is.EqualTo(new Message { Text = "hi" }.GetHashCode()));
    }

    [Test]
    public void Text_OfNull_IsEmpty() =>
        Assert.That(new Message { Id = null!, Text = null! } with { Text = null! }, Is.EqualTo(new Message()));

    [Test]
    public void Message_Shown_NamesItsFieldsAndNoOther() =>
        Assert.That(new Message { Text = "hi", PersonaId = "p" }.ToString(), Is.EqualTo(
            "Message { Id = , Text = hi, QuickReplies = , Payload = , PersonaId = p, EpisodeDone = False, ReportSender = , StickerSender =  }"));
}
