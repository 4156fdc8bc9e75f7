using ScriptChat.Journal.Sqlite;

namespace ScriptChat.Journal.Tests.Sqlite;

[TestFixture]
internal sealed class SqliteJournalTests : JournalContract<SqliteJournal>
{
    private readonly Folder folder = new();

    [TearDown]
    public void Clean() => folder.Dispose();

    protected override async ValueTask<SqliteJournal> CreateAsync() => await SqliteJournal.OpenAsync(folder.Fresh(), Options(), CancellationToken.None);

    protected override async ValueTask<SqliteJournal> OpenAgainAsync(SqliteJournal journal)
    {
        await journal.DisposeAsync();
        return await SqliteJournal.OpenAsync(folder.Last, Options(), CancellationToken.None);
    }

    private JournalOptions Options() => new() { TaskName = "test", Time = Time };
}
