using System.Runtime.CompilerServices;
using ScriptChat.Diagnostics;

namespace ScriptChat.Journal.Sqlite;

/// <summary>Reads the journal in a folder, which a runtime may be writing meanwhile, or which may be on a read-only medium.</summary>
public sealed class SqliteJournalReader : IJournalReader
{
    private readonly Reading reading;
    private readonly Dictionary<long, long> ends = [];
    private long upTo;

    private SqliteJournalReader(Reading reading) => this.reading = reading;

    /// <summary>Opens the journal in a folder to read. Nothing in it is changed, and no runtime is kept from it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="cancellationToken">Gives up before the file is opened.</param>
    /// <exception cref="JournalException">There is none, or it was written by another version, or is damaged.</exception>
    public static Task<SqliteJournalReader> OpenAsync(string folder, CancellationToken cancellationToken) =>
        OpenAsync(folder, Schema.Migrations.Count, cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(StreamId stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = reading.Use(connection => End(connection, stream));
        await foreach (var record in reading.RecordsAsync(last, cancellationToken)) yield return record;
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StreamInfo> StreamsAsync(bool onlyOpen, CancellationToken cancellationToken) => reading.StreamsAsync(onlyOpen, cancellationToken);

    /// <inheritdoc />
    public ValueTask<ReadOnlyMemory<byte>?> ReadLastAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(reading.Use(connection => connection.Newest()));

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        reading.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static Task<SqliteJournalReader> OpenAsync(string folder, int version, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var path = Path.GetFullPath(JournalFiles.Database(folder));
            if (!File.Exists(path))
            {
                throw new JournalException(JournalCodes.NotFound, "There is no journal in the folder; name the data folder of a task that has been served " +
                    "(data/NAME_OF_THE_FOLDER unless --data said otherwise)", folder);
            }

            try
            {
                var written = Inspection.Check(folder, taskName: null, version, readOnly: true);
                if (written < version)
                {
                    throw new JournalException(JournalCodes.Older, $"The journal was written by an older version of the runtime (it has version {written}, this one reads {version}); " +
                        "serve its task once with this version, which brings it up to date", path);
                }

                return new SqliteJournalReader(new Reading(path, () => Connect(path)));
            }
            catch (SqliteFailure error)
            {
                throw error.IsDamage
                    ? Inspection.Damaged(path, error.Message, error)
                    : new JournalException(JournalCodes.Unreadable, $"The journal can't be read ({error.Message}); see that its files may be read, or copy its folder to where it may be written", path, error);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new JournalException(JournalCodes.Unreadable, $"The journal can't be read ({error.Message}); see that its files may be read", path, error);
            }
        },
        cancellationToken);

    private static Database Connect(string path)
    {
        // Beside a file without a log SQLite wants to make one, which a read-only medium does not let it.
        var cannotChange = !File.Exists(path + "-wal") && !IsWritable(path);
        var database = Database.OpenReadOnly(path, cannotChange);
        database.WaitWhenBusy(TimeSpan.FromSeconds(5));
        return database;
    }

    private static bool IsWritable(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The last record of a stream. What has come since the runtime last wrote the ends down is looked through once.</summary>
    private long End(ReadConnection connection, StreamId stream)
    {
        lock (ends)
        {
            // In this order: what is written down between the two is in the row.
            upTo = connection.Ends(upTo, ends);
            if (connection.Find(stream) is not { } found) return 0;
            return Math.Max(found.Last, ends.GetValueOrDefault(found.Id));
        }
    }
}
