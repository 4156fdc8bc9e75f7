using ScriptChat.Diagnostics;
using ScriptChat.Journal.Sqlite;

namespace ScriptChat.Journal.Tests.Sqlite;

/// <summary>What can't be opened is refused by name, and stays as it is.</summary>
[TestFixture]
internal sealed class RefusalTests
{
    private static readonly StreamId Ann = new('p', "test:ann");
    private readonly Folder folder = new();

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public async Task Open_FolderInUse_IsRefused()
    {
        await using var journal = await OpenAsync(folder.Fresh());
        await RefusesAsync(folder.Last, JournalCodes.InUse);
        journal.Append(Ann, [1], null);
        Assert.That(await CountAsync(journal), Is.EqualTo(1));
    }

    [Test]
    public async Task Open_AnotherTasksFolder_IsRefused()
    {
        await using (var journal = await OpenAsync(folder.Fresh())) journal.Append(Ann, [1], null);
        var before = Contents(folder.Last);
        var error = await RefusesAsync(folder.Last, JournalCodes.OtherTask, new JournalOptions { TaskName = "other" });
        Assert.That(error.Message, Does.Contain("\"test\"").And.Contain("\"other\""));
        Assert.That(Contents(folder.Last), Is.EqualTo(before));
    }

    [Test]
    public async Task Open_NewerSchema_IsRefused()
    {
        await using (await OpenAsync(folder.Fresh(), new JournalOptions { TaskName = "test", Migrations = [.. Schema.Migrations, "CREATE TABLE more(x)"] }))
        {
        }

        var before = Contents(folder.Last);
        await RefusesAsync(folder.Last, JournalCodes.Newer);
        Assert.That(Contents(folder.Last), Is.EqualTo(before));
        Assert.That(async () => await SqliteJournalReader.OpenAsync(folder.Last, CancellationToken.None), Throws.TypeOf<JournalException>().With.Property("Code").EqualTo(JournalCodes.Newer));
    }

    [Test]
    public async Task Open_OlderSchema_IsBroughtUpToDateWithAllItHad()
    {
        await using (var journal = await OpenAsync(folder.Fresh())) journal.Append(Ann, [1], null);
        var options = new JournalOptions { TaskName = "test", Migrations = [.. Schema.Migrations, "CREATE TABLE more(x)", "INSERT INTO more VALUES (7)"] };
        await using (var journal = await OpenAsync(folder.Last, options))
        {
            Assert.That(journal.Connection.Number("SELECT x FROM more"), Is.EqualTo(7));
            Assert.That(journal.Connection.Number("PRAGMA user_version"), Is.EqualTo(options.Migrations.Count));
            Assert.That(await CountAsync(journal), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Open_MigrationThatFails_LeavesTheOlderJournal()
    {
        await using (var journal = await OpenAsync(folder.Fresh())) journal.Append(Ann, [1], null);
        await RefusesAsync(folder.Last, JournalCodes.Unwritable, new JournalOptions { TaskName = "test", Migrations = [.. Schema.Migrations, "CREATE TABLE more(x)", "no SQL"] });
        await using var again = await OpenAsync(folder.Last);
        Assert.That(again.Connection.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'more'"), Is.Zero);
        Assert.That(await CountAsync(again), Is.EqualTo(1));
    }

    [Test]
    public async Task Open_FolderThatIsAFile_IsRefused()
    {
        var path = folder.Fresh();
        Directory.CreateDirectory(path);
        var file = Path.Combine(path, "file");
        await File.WriteAllTextAsync(file, "");
        await RefusesAsync(file, JournalCodes.Unwritable);
        await RefusesAsync(Path.Combine(file, "below"), JournalCodes.Unwritable);
    }

    [Test]
    public async Task Open_DatabaseHeldByAnotherProgram_IsRefused()
    {
        await using (await OpenAsync(folder.Fresh()))
        {
        }

        using var other = Database.Open(JournalFiles.Database(folder.Last));
        other.Execute("BEGIN IMMEDIATE");
        await RefusesAsync(folder.Last, JournalCodes.InUse, new JournalOptions { TaskName = "test", BusyTimeout = TimeSpan.FromMilliseconds(10) });
    }

    [Test]
    public async Task Open_AnotherProgramsDatabase_IsRefused()
    {
        Directory.CreateDirectory(folder.Fresh());
        using (var other = Database.Open(JournalFiles.Database(folder.Last), create: true)) other.Execute("CREATE TABLE x(y)");
        await RefusesAsync(folder.Last, JournalCodes.Damaged);
    }

    [Test]
    public async Task Open_LogWithoutDatabase_IsRefused()
    {
        Directory.CreateDirectory(folder.Fresh());
        await File.WriteAllTextAsync(JournalFiles.Log(folder.Last), "");
        await RefusesAsync(folder.Last, JournalCodes.Damaged);
    }

    [Test]
    public async Task Open_FolderThatHoldsHalfAMadeJournal_MakesItAnew()
    {
        Directory.CreateDirectory(folder.Fresh());
        await File.WriteAllTextAsync(JournalFiles.Database(folder.Last) + ".new", "half");
        await using var journal = await OpenAsync(folder.Last);
        Assert.That(journal.Run, Is.EqualTo(1));
    }

    [Test]
    public void Diagnostic_SaysPlaceCodeAndRemedy()
    {
        var error = new JournalException(JournalCodes.InUse, "It is in use; stop that one", "data/x");
        Assert.That($"{error.Diagnostic}", Is.EqualTo("data/x: error SC5003: It is in use; stop that one"));
    }

    private static async Task<int> CountAsync(SqliteJournal journal) => await journal.ReadAsync(Ann, CancellationToken.None).CountAsync();

    private static Task<SqliteJournal> OpenAsync(string path, JournalOptions? options = null) =>
        SqliteJournal.OpenAsync(path, options ?? new JournalOptions { TaskName = "test" }, CancellationToken.None);

    private static async Task<JournalException> RefusesAsync(string path, DiagnosticCode code, JournalOptions? options = null)
    {
        var error = Assert.ThrowsAsync<JournalException>(async () => await OpenAsync(path, options))!;
        Assert.That(error.Code, Is.EqualTo(code), error.ToString());
        Assert.That(error.Diagnostic.Path, Does.StartWith(path));
        await Task.CompletedTask;
        return error;
    }

    private static IReadOnlyList<string> Contents(string path) =>
        [.. Directory.GetFiles(path, "journal.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)).Order().Select(file => Convert.ToHexString(File.ReadAllBytes(file)))];
}
