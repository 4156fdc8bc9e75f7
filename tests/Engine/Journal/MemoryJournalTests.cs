using ScriptChat.Journal;

namespace ScriptChat.Engine.Tests.Journal;

[TestFixture]
internal sealed class MemoryJournalTests : JournalContract<MemoryJournal>
{
    protected override ValueTask<MemoryJournal> CreateAsync() => ValueTask.FromResult(new MemoryJournal());

    [Test]
    public async Task Bound_KeepsTheNewestOnly()
    {
        var stream = new StreamId('p', "x");
        await using var journal = new MemoryJournal(2);
        for (byte number = 0; number < 5; number++) journal.Append(stream, [number], null);
        List<byte> kept = [];
        await foreach (var record in journal.ReadAsync(stream, CancellationToken.None)) kept.Add(record.Span[0]);
        Assert.That(kept, Is.EqualTo(new byte[] { 3, 4 }));
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
