namespace ScriptChat.Journal.Tests;

[TestFixture]
internal sealed class MemoryJournalTests : JournalContract<MemoryJournal>
{
    protected override ValueTask<MemoryJournal> CreateAsync() => ValueTask.FromResult(new MemoryJournal(time: Time));

    protected override ValueTask<MemoryJournal> OpenAgainAsync(MemoryJournal journal)
    {
        journal.Restart();
        return ValueTask.FromResult(journal);
    }

    [Test]
    public async Task Append_WhenItKeepsNothing_KeepsNothing()
    {
        await using var journal = new MemoryJournal(keeps: false);
        journal.Append(new StreamId('p', "x"), [1], null);
        Assert.That(journal.OpenStreams, Is.Zero);
    }

    [Test]
    public async Task Close_LetsTheStreamGo()
    {
        var stream = new StreamId('p', "x");
        await using var journal = new MemoryJournal();
        journal.Append(stream, [1], null);
        Assert.That(journal.OpenStreams, Is.EqualTo(1));
        journal.Close(stream);
        Assert.That(journal.OpenStreams, Is.Zero);
    }
}
