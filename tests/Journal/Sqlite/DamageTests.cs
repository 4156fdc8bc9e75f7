using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Journal.Sqlite;

namespace ScriptChat.Journal.Tests.Sqlite;

/// <summary>Killed, torn, cut short: opens with all that was called stored, or refuses by name. Never silently less.</summary>
[TestFixture]
internal sealed class DamageTests
{
    private const int Records = 400;
    private readonly Folder folder = new();
    private readonly Folder models = new();
    private string killedModel = "";
    private string endedModel = "";
    private string killed = "";
    private string ended = "";

    /// <summary>A folder as a killed runtime leaves it, some of it in the log, and one that was closed in order.</summary>
    [OneTimeSetUp]
    public async Task MakeModels()
    {
        var path = models.Fresh();
        await using (var journal = await OpenAsync(path, checkpointPages: 300))
        {
            for (var number = 0; number < Records; number++)
            {
                journal.Append(Stream(number), Body(number), null);
                if (number % 10 == 0) await journal.FlushAsync();
            }

            await journal.FlushAsync();
            killedModel = models.Copy(path);
        }

        File.Copy(JournalFiles.Lock(path), JournalFiles.Lock(killedModel));
        endedModel = models.Copy(killedModel);
        await using (await OpenAsync(endedModel))
        {
        }
    }

    [OneTimeTearDown]
    public void CleanModels() => models.Dispose();

    [SetUp]
    public void Prepare()
    {
        killed = folder.Copy(killedModel);
        File.Copy(JournalFiles.Lock(killedModel), JournalFiles.Lock(killed));
        ended = folder.Copy(endedModel);
    }

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public async Task Killed_ThenOpenedByAnotherProgram_AllThatWasStoredIsThere()
    {
        // Any SQLite program works the log into the database and removes it.
        using (var other = Database.Open(JournalFiles.Database(killed))) other.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.That(File.Exists(JournalFiles.Log(killed)), Is.False);
        await using var journal = await OpenAsync(killed);
        var count = 0;
        await foreach (var (stream, _, _) in journal.StreamsAsync(false, CancellationToken.None))
        {
            await foreach (var _ in journal.ReadAsync(stream, CancellationToken.None)) count++;
        }

        Assert.That(count, Is.EqualTo(Records));
    }

    [Test]
    public async Task Killed_AllThatWasStoredIsThere()
    {
        Assert.That(new FileInfo(JournalFiles.Log(killed)).Length, Is.GreaterThan(0));
        await using var journal = await OpenAsync(killed);
        Assert.That(journal.Run, Is.EqualTo(2));
        Assert.That(await ReadAllAsync(journal), Is.EqualTo(All()));
        journal.Append(Stream(0), "after"u8, null);
        Assert.That(await journal.ReadAsync(Stream(0), CancellationToken.None).CountAsync(), Is.EqualTo(Records / 7 + 2));
    }

    [Test]
    public async Task Killed_WithAnUnfinishedCommitAtTheEnd_AllThatWasStoredIsThere([Values(1, 24, 4000, 9999)] int garbage)
    {
        var tail = new byte[garbage];
        new Random(garbage).NextBytes(tail);
        await using (var log = new FileStream(JournalFiles.Log(killed), FileMode.Append)) await log.WriteAsync(tail);
        await using var journal = await OpenAsync(killed);
        Assert.That(await ReadAllAsync(journal), Is.EqualTo(All()));
    }

    [Test]
    public void LogMissing_IsRefused([Values] bool markMissing)
    {
        File.Delete(JournalFiles.Log(killed));
        if (markMissing) File.Delete(JournalFiles.Lock(killed));
        Refuses(killed);
        Refuses(killed);
        var error = Assert.ThrowsAsync<JournalException>(async () => await SqliteJournalReader.OpenAsync(killed, CancellationToken.None))!;
        Assert.That(error.Code, Is.EqualTo(JournalCodes.Damaged));
    }

    [Test]
    public void OlderCopyBroughtBack_IsRefused_UntilTheMarkIsDeleted()
    {
        File.Copy(JournalFiles.Lock(killed), JournalFiles.Lock(ended), overwrite: true);
        using (var database = Database.Open(JournalFiles.Database(ended))) database.Execute($"DELETE FROM records WHERE id > {Records - 10}; UPDATE meta SET value = 0 WHERE name = 'heads'; UPDATE streams SET last = 0");
        Assert.That(Refuses(ended).Message, Does.Contain("delete journal.lock"));
        File.Delete(JournalFiles.Lock(ended));
        Assert.That(async () => await (await OpenAsync(ended)).DisposeAsync(), Throws.Nothing);
    }

    [TestCaseSource(nameof(Cuts))]
    public async Task LogCutShort_IsRefusedOrHasAll(double part) => await RefusesOrHasAllAsync(killed, JournalFiles.Log, file => file.SetLength((long)(file.Length * part)));

    [TestCaseSource(nameof(Cuts))]
    public async Task DatabaseCutShort_AfterAKill_IsRefusedOrHasAll(double part) =>
        await RefusesOrHasAllAsync(killed, JournalFiles.Database, file => file.SetLength((long)(file.Length * part)));

    [TestCaseSource(nameof(Cuts))]
    public async Task DatabaseCutShort_IsRefused(double part)
    {
        await RefusesOrHasAllAsync(ended, JournalFiles.Database, file => file.SetLength((long)(file.Length * part)));
        Refuses(ended);
    }

    [Test]
    public async Task Garbage_AtAPage_IsRefusedOrHasAll_OrIsNamedWhenRead([Range(0, 30, 3)] int page)
    {
        var garbage = new byte[4096];
        new Random(page).NextBytes(garbage);
        await RefusesOrHasAllAsync(ended, JournalFiles.Database, file =>
        {
            file.Position = page * 4096L;
            file.Write(garbage);
        });
    }

    private static IEnumerable<double> Cuts() => [0, 0.0001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.999];

    private static async Task RefusesOrHasAllAsync(string path, Func<string, string> which, Action<FileStream> damage)
    {
        await using (var file = new FileStream(which(path), FileMode.Open)) damage(file);
        var before = await File.ReadAllBytesAsync(JournalFiles.Database(path));
        try
        {
            await using var journal = await OpenAsync(path);
            Assert.That(await ReadAllAsync(journal), Is.EqualTo(All()));
        }
        catch (JournalException error)
        {
            Assert.That(error.Code, Is.EqualTo(JournalCodes.Damaged), error.ToString());
            Assert.That(error.Message, Does.Contain("bring back a copy"));
            // When the damage shows only while reading, the run has been counted already.
            if (error.StackTrace!.Contains(nameof(SqliteJournal.OpenAsync), StringComparison.Ordinal))
                Assert.That(await File.ReadAllBytesAsync(JournalFiles.Database(path)), Is.EqualTo(before));
        }
    }

    private static StreamId Stream(int number) => new('c', $"{number % 7}");

    private static byte[] Body(int number) => Encoding.UTF8.GetBytes($"{number} {new string('x', number)}");

    private static IReadOnlyList<string> All() => [.. Enumerable.Range(0, Records).OrderBy(number => number % 7).ThenBy(number => number).Select(number => Encoding.UTF8.GetString(Body(number)))];

    private static async Task<IReadOnlyList<string>> ReadAllAsync(SqliteJournal journal)
    {
        List<string> all = [];
        for (var stream = 0; stream < 7; stream++)
            await foreach (var record in journal.ReadAsync(Stream(stream), CancellationToken.None)) all.Add(Encoding.UTF8.GetString(record.Span));
        return all;
    }

    private static JournalException Refuses(string path)
    {
        var error = Assert.ThrowsAsync<JournalException>(async () => await OpenAsync(path))!;
        Assert.That(error.Code, Is.EqualTo(JournalCodes.Damaged), error.ToString());
        return error;
    }

    private static Task<SqliteJournal> OpenAsync(string path, int checkpointPages = 2000) =>
        SqliteJournal.OpenAsync(path, new JournalOptions { TaskName = "test", HeadsEvery = 150, CheckpointPages = checkpointPages }, CancellationToken.None);
}
