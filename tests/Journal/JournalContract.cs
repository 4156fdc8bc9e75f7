using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace ScriptChat.Journal.Tests;

/// <summary>What every journal does.</summary>
/// <typeparam name="T">The journal.</typeparam>
internal abstract class JournalContract<T>
    where T : IJournal
{
    protected static readonly StreamId Ann = new('p', "test:ann");
    protected static readonly StreamId Bob = new('p', "test:bob");

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
    public async Task Behind_IsToldInItsPlaceAmongTheRecords()
    {
        await using var journal = await CreateAsync();
        List<int> order = [];
        Waiter[] waiters = [.. Enumerable.Range(0, 200).Select(number => new Waiter(() => { lock (order) order.Add(number); }))];
        foreach (var (number, waiter) in waiters.Index())
        {
            if (number % 3 == 1) journal.Behind(waiter);
            else journal.Append(Ann, "x"u8, waiter);
        }

        await Task.WhenAll(waiters.Select(waiter => waiter.Task));
        Assert.That(order, Is.EqualTo(Enumerable.Range(0, 200)));
    }

    [Test]
    public async Task Behind_WhenNothingIsUnderWay_IsToldAtOnce()
    {
        await using var journal = await CreateAsync();
        await journal.FlushAsync();
        var told = false;
        journal.Behind(new Waiter(() => told = true));
        Assert.That(told);
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
    public async Task Stream_OfManyMegabytes_ComesBackInOrder()
    {
        await using var journal = await CreateAsync();
        var bytes = new byte[4000];
        for (var number = 0; number < 1000; number++)
        {
            BitConverter.TryWriteBytes(bytes, number);
            journal.Append(Ann, bytes, null);
        }

        var numbers = await journal.ReadAsync(Ann, CancellationToken.None).Select(record => BitConverter.ToInt32(record.Span)).ToListAsync();
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, 1000)));
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

    [Test]
    public async Task Streams_AreListedInTheOrderInWhichTheyWereOpened()
    {
        await using var journal = await CreateAsync();
        StreamId[] streams = [.. Enumerable.Range(0, 1200).Select(number => new StreamId("pqc"[number % 3], $"{number * 7919 % 1200}"))];
        foreach (var stream in streams) journal.Append(stream, "x"u8, null);
        Assert.That(await StreamsAsync(journal, onlyOpen: false), Is.EqualTo(streams));
        Assert.That(await StreamsAsync(journal, onlyOpen: true), Is.EqualTo(streams));
    }

    [Test]
    public async Task Stream_KnowsWhenItWasOpened()
    {
        await using var journal = await CreateAsync();
        var now = Time.GetUtcNow();
        journal.Append(Ann, "a1"u8, null);
        Time.Advance(TimeSpan.FromMinutes(1));
        journal.Append(Ann, "a2"u8, null);
        var stream = await journal.StreamsAsync(onlyOpen: true, CancellationToken.None).SingleAsync();
        Assert.That(stream, Is.EqualTo(new StreamInfo(Ann, IsOpen: true, now)));
    }

    [Test]
    public async Task ClosedStream_IsNotAmongTheOpen_AndKeepsItsRecords()
    {
        await using var journal = await CreateAsync();
        journal.Append(Ann, "a1"u8, null);
        journal.Append(Bob, "b1"u8, null);
        journal.Append(Ann, "a2"u8, null);
        journal.Close(Ann);
        Assert.That(await StreamsAsync(journal, onlyOpen: true), Is.EqualTo(new[] { Bob }));
        Assert.That(await StreamsAsync(journal, onlyOpen: false), Is.EqualTo(new[] { Ann, Bob }));
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { "a1", "a2" }));
    }

    [Test]
    public async Task ClosedStream_AppendedTo_IsOpenAgain([Values] bool atOnce)
    {
        await using var journal = await CreateAsync();
        journal.Append(Ann, "a1"u8, null);
        journal.Append(Bob, "b1"u8, null);
        journal.Close(Ann);
        if (!atOnce) await journal.FlushAsync();
        journal.Append(Ann, "a2"u8, null);
        Assert.That(await StreamsAsync(journal, onlyOpen: true), Is.EqualTo(new[] { Ann, Bob }));
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { "a1", "a2" }));
    }

    [Test]
    public async Task Close_OfAStreamThatIsNotOpen_DoesNothing()
    {
        await using var journal = await CreateAsync();
        journal.Close(Ann);
        journal.Append(Bob, "b1"u8, null);
        journal.Close(Bob);
        journal.Close(Bob);
        Assert.That(await StreamsAsync(journal, onlyOpen: false), Is.EqualTo(new[] { Bob }));
        Assert.That(await StreamsAsync(journal, onlyOpen: true), Is.Empty);
    }

    [Test]
    public async Task ReadLast_GivesTheNewestOfAllStreams()
    {
        await using var journal = await CreateAsync();
        Assert.That(await journal.ReadLastAsync(CancellationToken.None), Is.Null);
        journal.Append(Ann, "a1"u8, null);
        journal.Append(Bob, "b1"u8, null);
        journal.Close(Bob);
        Assert.That(Encoding.UTF8.GetString((await journal.ReadLastAsync(CancellationToken.None))!.Value.Span), Is.EqualTo("b1"));
    }

    [Test]
    public async Task Flush_EndsWhenAllBeforeItHasBeenTold()
    {
        await using var journal = await CreateAsync();
        var stored = 0;
        for (var number = 0; number < 500; number++) journal.Append(Ann, "x"u8, new Waiter(() => Interlocked.Increment(ref stored)));
        await journal.FlushAsync();
        Assert.That(Volatile.Read(ref stored), Is.EqualTo(500));
    }

    [Test]
    public async Task OpenedAgain_ItHasAllThatItHad_AndRunHasGrown()
    {
        var journal = await CreateAsync();
        Assert.That(journal.Run, Is.EqualTo(1));
        for (var number = 0; number < 50; number++) journal.Append(number % 3 == 0 ? Ann : Bob, Encoding.UTF8.GetBytes($"{number}"), null);
        journal.Close(Bob);
        await using var again = await OpenAgainAsync(journal);
        Assert.That(again.Run, Is.EqualTo(2));
        Assert.That(await ReadAsync(again, Ann), Is.EqualTo(Enumerable.Range(0, 50).Where(number => number % 3 == 0).Select(number => $"{number}")));
        Assert.That(await ReadAsync(again, Bob), Is.EqualTo(Enumerable.Range(0, 50).Where(number => number % 3 != 0).Select(number => $"{number}")));
        Assert.That(await StreamsAsync(again, onlyOpen: true), Is.EqualTo(new[] { Ann }));
        again.Append(Bob, "more"u8, null);
        Assert.That((await ReadAsync(again, Bob))[^1], Is.EqualTo("more"));
    }

    [Test]
    public async Task Reopen_WhenNothingFailed_EndsAtOnce()
    {
        await using var journal = await CreateAsync();
        await journal.ReopenAsync(CancellationToken.None);
        journal.Append(Ann, "a1"u8, null);
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { "a1" }));
    }

    /// <summary>The clock of the journals.</summary>
    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    /// <summary>Ends a journal and opens it once more.</summary>
    protected abstract ValueTask<T> OpenAgainAsync(T journal);

    protected static async Task<IReadOnlyList<StreamId>> StreamsAsync(IJournalReader journal, bool onlyOpen) =>
        await journal.StreamsAsync(onlyOpen, CancellationToken.None).Select(stream => stream.Stream).ToListAsync();

    protected static async Task<IReadOnlyList<string>> ReadAsync(IJournalReader journal, StreamId stream) =>
        await journal.ReadAsync(stream, CancellationToken.None).Select(record => Encoding.UTF8.GetString(record.Span)).ToListAsync();
}
