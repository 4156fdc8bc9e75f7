using System.Text;

namespace ScriptChat.Journal.Tests;

/// <summary>What every journal does.</summary>
/// <typeparam name="T">The journal.</typeparam>
internal abstract class JournalContract<T>
    where T : IJournal
{
    private static readonly StreamId Ann = new('p', "test:ann");
    private static readonly StreamId Bob = new('p', "test:bob");

    /// <summary>Makes an empty journal.</summary>
    protected abstract ValueTask<T> CreateAsync();

    [Test]
    public async Task Records_ComeBackInOrder_EachStreamItsOwn()
    {
        await using var journal = await CreateAsync();
        var done = new Waiter();
        journal.Append(Ann, "a1"u8, null);
        journal.Append(Bob, "b1"u8, null);
        journal.Append(Ann, "a2"u8, done);
        await done.Task;
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { "a1", "a2" }));
        Assert.That(await ReadAsync(journal, Bob), Is.EqualTo(new[] { "b1" }));
    }

    [Test]
    public async Task Stored_IsCalledInTheOrderOfTheRecords()
    {
        await using var journal = await CreateAsync();
        List<int> order = [];
        Waiter[] waiters = [.. Enumerable.Range(0, 200).Select(number => new Waiter(() => { lock (order) order.Add(number); }))];
        foreach (var (number, waiter) in waiters.Index()) journal.Append(number % 2 == 0 ? Ann : Bob, "x"u8, waiter);
        await Task.WhenAll(waiters.Select(waiter => waiter.Task));
        Assert.That(order, Is.EqualTo(Enumerable.Range(0, 200)));
    }

    [Test]
    public async Task Record_IsCopied()
    {
        await using var journal = await CreateAsync();
        var bytes = "before"u8.ToArray();
        var done = new Waiter();
        journal.Append(Ann, bytes, done);
        bytes.AsSpan().Clear();
        await done.Task;
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { "before" }));
    }

    [Test]
    public async Task Record_OfAnyBytes_ComesBackAsItWas()
    {
        await using var journal = await CreateAsync();
        var bytes = Enumerable.Range(0, 100_000).Select(number => (byte)number).ToArray();
        var done = new Waiter();
        journal.Append(Ann, [], null);
        journal.Append(Ann, bytes, done);
        await done.Task;
        List<byte[]> records = [];
        await foreach (var record in journal.ReadAsync(Ann, CancellationToken.None)) records.Add(record.ToArray());
        Assert.That(records.Select(record => record.Length), Is.EqualTo(new[] { 0, bytes.Length }));
        Assert.That(records[1].AsSpan().SequenceEqual(bytes), Is.True);
    }

    [Test]
    public async Task UnknownStream_IsEmpty()
    {
        await using var journal = await CreateAsync();
        Assert.That(await ReadAsync(journal, new StreamId('q', "nobody")), Is.Empty);
    }

    [Test]
    public async Task Appends_FromManyThreads_KeepEachStreamsOrder()
    {
        await using var journal = await CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(stream => Task.Run(async () =>
        {
            var done = new Waiter();
            for (var number = 0; number < 100; number++) journal.Append(new StreamId('c', $"{stream}"), Encoding.UTF8.GetBytes($"{number}"), number == 99 ? done : null);
            await done.Task;
        })));
        for (var stream = 0; stream < 8; stream++)
            Assert.That(await ReadAsync(journal, new StreamId('c', $"{stream}")), Is.EqualTo(Enumerable.Range(0, 100).Select(number => $"{number}")));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(T journal, StreamId stream)
    {
        List<string> records = [];
        await foreach (var record in journal.ReadAsync(stream, CancellationToken.None)) records.Add(Encoding.UTF8.GetString(record.Span));
        return records;
    }

    private sealed class Waiter(Action? stored = null) : IDurable
    {
        private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => source.Task;

        public void Stored()
        {
            stored?.Invoke();
            source.TrySetResult();
        }

        public void NotStored(Exception error) => source.TrySetException(error);
    }
}
