using FsCheck;
using FsCheck.Fluent;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Results;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Tests.Results;

[TestFixture]
internal sealed class SeenWriterTests
{
    // What has a meaning in a dialogue comes often; half of a surrogate pair may come too.
    private static readonly Gen<string> Words = Gen.Elements(
            "a", "B", " ", "  ", ".", "...", "\\", "/", ":", "[", "]", "[DONE]", "|", "<", ">", "#", "\n", "\r", "\t", "\u2028", "\u00a0", "\0", "é", "👋", "\ud83d", "\ue000", "\\n", "nothing", "sees", "refused SC1")
        .ListOf().Select(parts => string.Concat(parts.Take(8)));

    private static readonly Gen<Message> Messages =
        from id in Words
        from text in Words
        from replies in Words.ListOf()
        from payload in Gen.Elements<Payload?>(null, new Payload { Type = "image", Data = "AQID" }, new Payload { Type = "file", Url = "https://example.org/a...b" })
        select new Message { Id = id, Text = text, QuickReplies = replies.Count == 0 ? null : [.. replies.Take(3)], Payload = payload };

    [Test]
    public void Write_AnyMessage_ReadBackMatchesIt() => Prop.ForAll(Messages.ToArbitrary(), message =>
    {
        var item = ReadBack(message);
        Assert.That(new SeenMessage(message).Fits(item), Is.True);
        Assert.That(new SeenMessage(message with { Text = message.Text + "x" }).Fits(item), Is.False);
        Assert.That(new SeenMessage(message with { Id = "x" + message.Id }).Fits(item), Is.False);
        Assert.That(item.QuickReplies?.Count, Is.EqualTo(message.QuickReplies?.Count));
        Assert.That(item.Payload is null, Is.EqualTo(message.Payload is null));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Test]
    public void Speech_AnyWords_ReadBackAreTheSame() => Prop.ForAll(Words.ToArbitrary(), words =>
    {
        var dialogue = Texts.Read($"Ann enters\n{SeenWriter.Speech("Ann", words)}\n");
        Assert.That(((Says)dialogue.Steps[1].Action).Text, Is.EqualTo(words));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Test]
    public void Write_ManyReplies_GoToALineOfTheirOwn()
    {
        var message = new Message { Id = "World", Text = new string('x', 80), QuickReplies = ["one way or another", "the other way"] };
        Assert.That(SeenWriter.Write(new SeenMessage(message), "  "), Is.EqualTo([$"  World: {message.Text}", "    [one way or another] [the other way]"]));
    }

    private static ExpectedMessage ReadBack(Message message)
    {
        var lines = SeenWriter.Write(new SeenMessage(message), "  ");
        return (ExpectedMessage)Texts.Read($"Ann enters\n{string.Join('\n', lines)}\n").Steps[0].Sights[0].Items.Single();
    }
}
