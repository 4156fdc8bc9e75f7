using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Journal.Sqlite;

namespace ScriptChat.Journal.Tests.Sqlite;

[TestFixture]
internal sealed class SqliteJournalReaderTests
{
    private static readonly StreamId Ann = new('p', "test:ann");
    private readonly Folder folder = new();

    [TearDown]
    public void Clean() => folder.Dispose();

    [Test]
    public async Task Read_WhileARuntimeWrites_SeesAllThatIsStored()
    {
        await using var journal = await OpenAsync(folder.Fresh());
        await using var reader = await SqliteJournalReader.OpenAsync(folder.Last, CancellationToken.None);
        for (var number = 0; number < 60; number++)
        {
            journal.Append(Ann, Encoding.UTF8.GetBytes($"{number}"), null);
            journal.Append(new StreamId('c', $"{number}"), [1], null);
            if (number % 3 == 0) journal.Close(Ann);
            await journal.FlushAsync();
            Assert.That(await ReadAsync(reader), Is.EqualTo(Enumerable.Range(0, number + 1).Select(each => $"{each}")));
            Assert.That(await reader.StreamsAsync(onlyOpen: true, CancellationToken.None).CountAsync(), Is.EqualTo(number + (number % 3 == 0 ? 1 : 2)));
        }

        Assert.That((await reader.ReadLastAsync(CancellationToken.None))!.Value.ToArray(), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public async Task Read_AfterTheRuntimeHasEnded_SeesAll_AndTheNextRuntimeToo()
    {
        await using (var journal = await OpenAsync(folder.Fresh())) journal.Append(Ann, "a"u8, null);
        await using (var reader = await SqliteJournalReader.OpenAsync(folder.Last, CancellationToken.None)) Assert.That(await ReadAsync(reader), Is.EqualTo(new[] { "a" }));
        await using (var journal = await OpenAsync(folder.Last)) Assert.That(journal.Run, Is.EqualTo(2));
    }

    [Test]
    public async Task Read_OfAKilledRuntimesFolder_SeesAll_AndTakesNothingAway()
    {
        string killed;
        await using (var journal = await OpenAsync(folder.Fresh()))
        {
            journal.Append(Ann, "a"u8, null);
            await journal.FlushAsync();
            killed = folder.Copy(folder.Last);
        }

        await using (var reader = await SqliteJournalReader.OpenAsync(killed, CancellationToken.None)) Assert.That(await ReadAsync(reader), Is.EqualTo(new[] { "a" }));
        await using (var journal = await OpenAsync(killed)) Assert.That(await journal.ReadAsync(Ann, CancellationToken.None).CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Open_FolderWithoutAJournal_IsRefused()
    {
        Assert.That((await RefusesAsync(folder.Fresh())).Code, Is.EqualTo(JournalCodes.NotFound));
        Directory.CreateDirectory(folder.Last);
        Assert.That((await RefusesAsync(folder.Last)).Code, Is.EqualTo(JournalCodes.NotFound));
        Assert.That(Directory.GetFiles(folder.Last), Is.Empty);
    }

    [Test]
    public async Task Open_OlderSchema_IsRefused()
    {
        await using (await OpenAsync(folder.Fresh()))
        {
        }

        Assert.That((await RefusesAsync(folder.Last, Schema.Migrations.Count + 1)).Code, Is.EqualTo(JournalCodes.Older));
    }

    [Test]
    public async Task Open_FileHeldByAnotherProgram_IsRefused()
    {
        string killed;
        await using (await OpenAsync(folder.Fresh())) killed = folder.Copy(folder.Last);
        using var other = Database.Open(JournalFiles.Database(killed));
        other.Execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE meta SET value = value");
        Assert.That((await RefusesAsync(killed)).Code, Is.EqualTo(JournalCodes.Unreadable));
    }

    private static async Task<JournalException> RefusesAsync(string path, int? version = null)
    {
        var error = Assert.ThrowsAsync<JournalException>(async () => await SqliteJournalReader.OpenAsync(path, version ?? Schema.Migrations.Count, CancellationToken.None))!;
        await Task.CompletedTask;
        return error;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(SqliteJournalReader reader) =>
        await reader.ReadAsync(Ann, CancellationToken.None).Select(record => Encoding.UTF8.GetString(record.Span)).ToListAsync();

    private static Task<SqliteJournal> OpenAsync(string path) =>
        SqliteJournal.OpenAsync(path, new JournalOptions { TaskName = "test", HeadsEvery = 25 }, CancellationToken.None);
}
