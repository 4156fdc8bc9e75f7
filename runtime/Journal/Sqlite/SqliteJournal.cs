using System.Runtime.CompilerServices;

namespace ScriptChat.Journal.Sqlite;

/// <summary>A journal in a SQLite file, <c>journal.db</c> in a folder of its own. What it calls stored survives the death of the process and of the machine.</summary>
/// <remarks>One runtime holds the folder at a time. Callbacks come from the thread pool, one after the other.</remarks>
public sealed class SqliteJournal : IJournal
{
    private readonly FolderLock held;
    private readonly Store store;
    private readonly GroupCommit commit;
    private readonly Reading reading;
    private readonly TimeProvider time;
    private readonly Lock ending = new();
    private Task? end;

    private SqliteJournal(string folder, FolderLock held, Store store, JournalOptions options)
    {
        this.held = held;
        this.store = store;
        time = options.Time;
        commit = new GroupCommit(store, options);
        var path = JournalFiles.Database(folder);
        reading = new Reading(path, () =>
        {
            var database = Database.OpenReadOnly(path);
            database.WaitWhenBusy(options.BusyTimeout);
            return database;
        });
    }

    /// <inheritdoc />
    public long Run => store.Run;

    /// <summary>The writer's connection, for tests that make it fail. Not while anything is appended.</summary>
    internal Database Connection => store.Connection;

    /// <summary>Opens the journal in a folder, making both when they are missing.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="options">Whose journal, clock and log.</param>
    /// <param name="cancellationToken">Gives up before the file is opened.</param>
    /// <exception cref="JournalException">It was written by a newer version, is another task's, is in use, is damaged, or can't be written.</exception>
    public static Task<SqliteJournal> OpenAsync(string folder, JournalOptions options, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var taken = FolderLock.Take(folder);
            try
            {
                return new SqliteJournal(folder, taken, Store.Open(folder, taken, options), options);
            }
            catch
            {
                taken.Dispose();
                throw;
            }
        },
        cancellationToken);

    /// <inheritdoc />
    public void Append(StreamId stream, ReadOnlySpan<byte> record, IDurable? then) => commit.Append(stream, record, then);

    /// <inheritdoc />
    public void Behind(IDurable then) => commit.Behind(then);

    /// <inheritdoc />
    public void Close(StreamId stream) => commit.Close(stream);

    /// <inheritdoc />
    public ValueTask FlushAsync() => commit.FlushAsync();

    /// <inheritdoc />
    public async Task ReopenAsync(CancellationToken cancellationToken)
    {
        while (!await commit.ProbeAsync().WaitAsync(cancellationToken))
            await Task.Delay(TimeSpan.FromMilliseconds(250), time, cancellationToken);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await FlushAsync();
        // A closed stream's end stands in the file.
        var last = store.Heads.Stored(stream) ?? reading.Use(connection => connection.Find(stream)?.Last) ?? 0;
        await foreach (var record in reading.RecordsAsync(last, cancellationToken)) yield return record;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<StreamInfo> StreamsAsync(bool onlyOpen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await FlushAsync();
        await foreach (var stream in reading.StreamsAsync(onlyOpen, cancellationToken)) yield return stream;
    }

    /// <inheritdoc />
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLastAsync(CancellationToken cancellationToken)
    {
        await FlushAsync();
        return reading.Use(connection => connection.Newest());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        lock (ending) end ??= EndAsync();
        await end;
    }

    private async Task EndAsync()
    {
        await commit.EndAsync();
        reading.Dispose();
        store.Dispose();
        held.Dispose();
    }
}
