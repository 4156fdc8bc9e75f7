using Microsoft.Extensions.Time.Testing;
using ScriptChat.Diagnostics;
using ScriptChat.Journal.Sqlite;

namespace ScriptChat.Journal.Tests.Sqlite;

/// <summary>The disk is full, read-only, held by another: nothing is called stored that is not, and it goes on when it can.</summary>
[TestFixture]
internal sealed class FailureTests
{
    private static readonly StreamId Ann = new('p', "test:ann");
    private static readonly StreamId Bob = new('p', "test:bob");
    private readonly Folder folder = new();
    private readonly FakeTimeProvider time = new();

    [TearDown]
    public void Clean() => folder.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public async Task Append_WhenTheFileTakesNothing_IsNotStored_UntilReopened(bool isFull)
    {
        await using var journal = await OpenAsync();
        await AppendAsync(journal, Ann, [1]);
        journal.Connection.Execute(isFull ? "PRAGMA max_page_count = 1" : "PRAGMA query_only = 1");
        await CheckFailureAsync(journal, isFull ? "full" : "readonly", () => journal.Connection.Execute(isFull ? "PRAGMA max_page_count = 1000000" : "PRAGMA query_only = 0"));
    }

    [Test]
    public async Task Append_WhenAnotherProgramHoldsTheFile_IsNotStored_UntilReopened()
    {
        await using var journal = await OpenAsync();
        await AppendAsync(journal, Ann, [1]);
        using var other = Database.Open(JournalFiles.Database(folder.Last));
        other.Execute("BEGIN EXCLUSIVE");
        await CheckFailureAsync(journal, "locked", () => other.Execute("ROLLBACK"));
    }

    [Test]
    public async Task Append_BehindOneThatCouldNotBeStored_IsNotStoredEvenWhenTheFileWouldTakeIt()
    {
        await using var journal = await OpenAsync();
        journal.Connection.Execute("PRAGMA query_only = 1");
        Assert.That(async () => await AppendAsync(journal, Ann, [1]), Throws.InstanceOf<IOException>());
        journal.Connection.Execute("PRAGMA query_only = 0");
        Assert.That(async () => await AppendAsync(journal, Ann, [2]), Throws.InstanceOf<IOException>());
        await journal.ReopenAsync(CancellationToken.None);
        await AppendAsync(journal, Ann, [3]);
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public async Task Reopen_GivesUpWhenToldTo()
    {
        await using var journal = await OpenAsync();
        journal.Connection.Execute("PRAGMA query_only = 1");
        Assert.That(async () => await AppendAsync(journal, Ann, [1]), Throws.InstanceOf<IOException>());
        using var enough = new CancellationTokenSource();
        var reopened = journal.ReopenAsync(enough.Token);
        await enough.CancelAsync();
        Assert.That(async () => await reopened, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Reopen_WhileAppendsGoOn_StoresNothingBehindAGap()
    {
        await using var journal = await OpenAsync();
        for (var round = 0; round < 5; round++)
        {
            var stream = new StreamId('c', $"{round}");
            var told = 0;
            journal.Connection.Execute("PRAGMA query_only = 1");
            var first = new Waiter(notStored: () => Volatile.Write(ref told, 1));
            journal.Append(stream, [0], first);
            Assert.That(async () => await first.Task, Throws.InstanceOf<IOException>());
            journal.Connection.Execute("PRAGMA query_only = 0");
            var reopened = journal.ReopenAsync(CancellationToken.None);
            // An actor that has not heard yet goes on; it stops at the first refusal that reaches it.
            List<Waiter> waiters = [];
            Volatile.Write(ref told, 0);
            while (Volatile.Read(ref told) == 0 && waiters.Count < 10_000)
            {
                waiters.Add(new Waiter(notStored: () => Volatile.Write(ref told, 1)));
                journal.Append(stream, [1], waiters[^1]);
            }

            await reopened;
            await journal.FlushAsync();
            var outcomes = waiters.Select(waiter => waiter.Task.IsCompletedSuccessfully).ToList();
            Assert.That(outcomes, Is.EqualTo(outcomes.OrderBy(stored => stored)), "nothing is stored before something that is not");
            Assert.That(await ReadAsync(journal, stream), Has.Count.EqualTo(outcomes.Count(stored => stored)));
        }
    }

    [Test]
    public async Task Waiter_ThatThrows_HurtsNobodyElse()
    {
        var log = new Log();
        await using var journal = await SqliteJournal.OpenAsync(folder.Fresh(), new JournalOptions { TaskName = "test", Log = log }, CancellationToken.None);
        journal.Append(Ann, [1], new Waiter(() => throw new InvalidOperationException("mine")));
        await AppendAsync(journal, Ann, [2]);
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(log.Codes, Is.EqualTo(new[] { JournalCodes.WaiterFailed }));
    }

    [Test]
    public async Task Dispose_StoresAllThatWasAppended_AndRefusesWhatComesLater()
    {
        var journal = await OpenAsync();
        var stored = 0;
        for (var number = 0; number < 1000; number++) journal.Append(Ann, [1], new Waiter(() => Interlocked.Increment(ref stored)));
        await journal.DisposeAsync();
        Assert.That(Volatile.Read(ref stored), Is.EqualTo(1000));
        Assert.That(async () => await AppendAsync(journal, Ann, [2]), Throws.InstanceOf<ObjectDisposedException>());
        await journal.DisposeAsync();
        await using var again = await SqliteJournal.OpenAsync(folder.Last, new JournalOptions { TaskName = "test" }, CancellationToken.None);
        Assert.That(await ReadAsync(again, Ann), Has.Count.EqualTo(1000));
    }

    private async Task CheckFailureAsync(SqliteJournal journal, string words, Action mend)
    {
        List<string> told = [];
        var big = new byte[10_000];
        Waiter[] waiters = [.. Enumerable.Range(0, 20).Select(number => new Waiter(() => told.Add($"+{number}"), () => told.Add($"-{number}")))];
        foreach (var (number, waiter) in waiters.Index()) journal.Append(number % 2 == 0 ? Ann : Bob, big, waiter);
        journal.Close(Ann);
        await journal.FlushAsync();
        Assert.That(told, Is.EqualTo(Enumerable.Range(0, 20).Select(number => $"-{number}")));
        Assert.That(async () => await waiters[0].Task, Throws.InstanceOf<IOException>().With.Message.Contains(words));
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { 1 }));
        Assert.That(await ReadAsync(journal, Bob), Is.Empty);

        var reopened = journal.ReopenAsync(CancellationToken.None);
        Assert.That(async () => await AppendAsync(journal, Bob, [2]), Throws.InstanceOf<IOException>());
        Assert.That(reopened.IsCompleted, Is.False);
        mend();
        while (!reopened.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        await reopened;
        await AppendAsync(journal, Ann, [3]);
        await AppendAsync(journal, Bob, [4]);
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(await ReadAsync(journal, Bob), Is.EqualTo(new[] { 4 }));
        Assert.That(await journal.StreamsAsync(onlyOpen: true, CancellationToken.None).CountAsync(), Is.EqualTo(2));

        // What stands on the disk is the same.
        var copy = folder.Copy(folder.Last);
        await using var again = await SqliteJournal.OpenAsync(copy, new JournalOptions { TaskName = "test" }, CancellationToken.None);
        Assert.That(await ReadAsync(again, Ann), Is.EqualTo(new[] { 1, 3 }));
        Assert.That(await ReadAsync(again, Bob), Is.EqualTo(new[] { 4 }));
    }

    private static async Task AppendAsync(SqliteJournal journal, StreamId stream, byte[] record)
    {
        var waiter = new Waiter();
        journal.Append(stream, record, waiter);
        await waiter.Task;
    }

    private static async Task<List<int>> ReadAsync(SqliteJournal journal, StreamId stream) =>
        await journal.ReadAsync(stream, CancellationToken.None).Select(record => (int)record.Span[0]).ToListAsync();

    [Test]
    public async Task Log_ThatCantBeWorkedIntoTheDatabase_IsSaidWithACode_AndNothingIsLost()
    {
        var log = new Log();
        await using var journal = await SqliteJournal.OpenAsync(folder.Fresh(), new JournalOptions { TaskName = "test", Time = time, Log = log, CheckpointPages = 1 }, CancellationToken.None);
        await AppendAsync(journal, Ann, [1]);
        await AppendAsync(journal, Ann, [2]);
        await journal.FlushAsync();
        using (var open = journal.Connection.Prepare("SELECT id FROM records"))
        {
            // SQLite works nothing in on a connection that is in the middle of something.
            open.Read();
            await AppendAsync(journal, Ann, [3]);
            await journal.FlushAsync();
            open.Reset();
        }

        await AppendAsync(journal, Ann, [4]);
        await journal.FlushAsync();
        Assert.That(log.Codes, Does.Contain(JournalCodes.LogGrows));
        Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { 1, 2, 3, 4 }));
    }

    private Task<SqliteJournal> OpenAsync() => SqliteJournal.OpenAsync(
        folder.Fresh(), new JournalOptions { TaskName = "test", Time = time, BusyTimeout = TimeSpan.FromMilliseconds(20) }, CancellationToken.None);

    private sealed class Log : IEventLog
    {
        public List<DiagnosticCode?> Codes { get; } = [];

        public void Write(Severity severity, DiagnosticCode? code, string text, string? subject = null, Exception? error = null)
        {
            lock (Codes) Codes.Add(code);
        }
    }
}
