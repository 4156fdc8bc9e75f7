using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Journal.Sqlite;

namespace ScriptChat.Journal.Tests.Sqlite;

/// <summary>Bytes that were changed inside a record are seen when it is read.</summary>
[TestFixture]
internal sealed class ChecksumTests
{
    private const string Marked = "the marked words";
    private static readonly StreamId Ann = new('p', "test:ann");
    private static readonly StreamId Bob = new('p', "test:bob");
    private readonly Folder folder = new();

    [TearDown]
    public void Clean() => folder.Dispose();

    [TestCase(Marked)]
    [TestCase("a longer one, on pages of its own")]
    public async Task Byte_FlippedInTheFile_IsNamedWhenRead(string marked)
    {
        await WriteAsync(marked);
        await FlipAsync(marked);
        await using var journal = await OpenAsync();
        Assert.That(await ReadAsync(journal, Bob), Is.EqualTo(new[] { "bob 1", "bob 2" }), "the others can be had");
        await RefusesAsync(journal);
        await journal.DisposeAsync();
        await using var reader = await SqliteJournalReader.OpenAsync(folder.Last, CancellationToken.None);
        await RefusesAsync(reader);
    }

    [Test]
    public async Task Records_BeforeTheOneThatWasChanged_CanBeHad()
    {
        await WriteAsync(Marked);
        await FlipAsync(Marked);
        await using var journal = await OpenAsync();
        List<string> before = [];
        Assert.That(
            async () =>
            {
                await foreach (var record in journal.ReadAsync(Ann, CancellationToken.None)) before.Add(Text(record));
            },
            Throws.TypeOf<JournalException>());
        Assert.That(before, Is.EqualTo(new[] { "ann 1" }));
    }

    [Test]
    public async Task LastRecord_ThatWasChanged_IsNamedToo()
    {
        await WriteAsync(Marked, endsWithIt: true);
        await FlipAsync(Marked);
        await using var journal = await OpenAsync();
        Assert.That(async () => await journal.ReadLastAsync(CancellationToken.None), Throws.TypeOf<JournalException>().With.Property("Code").EqualTo(JournalCodes.RecordChanged));
    }

    [TestCase("UPDATE records SET body = (SELECT body FROM records WHERE id = 1) WHERE id = 3")]
    [TestCase("UPDATE records SET sum = NULL WHERE id = 3")]
    [TestCase("UPDATE records SET sum = sum + 4294967296 WHERE id = 3")]
    public async Task Record_ThatWasReplaced_IsNamed(string change)
    {
        await WriteAsync(Marked);
        using (var other = Database.Open(JournalFiles.Database(folder.Last))) other.Execute(change);
        await using var journal = await OpenAsync();
        await RefusesAsync(journal);
    }

    [Test]
    public async Task Journal_OfTheVersionWithoutChecksums_StaysReadable_AndGetsThemFromThenOn()
    {
        await WriteAsync(Marked);
        using (var older = Database.Open(JournalFiles.Database(folder.Last)))
            older.Execute("ALTER TABLE records DROP COLUMN sum; DELETE FROM meta WHERE name = 'unsummed'; PRAGMA user_version = 1");
        await using (var journal = await OpenAsync())
        {
            Assert.That(await ReadAsync(journal, Ann), Is.EqualTo(new[] { "ann 1", Marked, "ann 3" }));
            journal.Append(Ann, "after"u8, null);
            Assert.That((await ReadAsync(journal, Ann))[^1], Is.EqualTo("after"));
            Assert.That(journal.Connection.Number("SELECT count(*) FROM records WHERE sum IS NULL"), Is.EqualTo(5));
            Assert.That(journal.Connection.Number("SELECT count(*) FROM records WHERE sum IS NOT NULL"), Is.EqualTo(1));
        }

        await FlipAsync("after");
        await using var again = await OpenAsync();
        var error = Assert.ThrowsAsync<JournalException>(() => ReadAsync(again, Ann))!;
        Assert.That(error.Message, Does.Contain("Record 6").And.Contain("p/test:ann"));
    }

    [Test]
    public void Sum_DependsOnEachBitAndOnThePlace()
    {
        var body = new byte[29];
        new Random(1).NextBytes(body);
        HashSet<uint> sums = [RecordSum.Of(1, 2, 3, body), RecordSum.Of(2, 2, 3, body), RecordSum.Of(1, 3, 3, body), RecordSum.Of(1, 2, 4, body), RecordSum.Of(1, 2, 3, body.AsSpan(1))];
        for (var bit = 0; bit < body.Length * 8; bit++)
        {
            body[bit / 8] ^= (byte)(1 << (bit % 8));
            sums.Add(RecordSum.Of(1, 2, 3, body));
            body[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.That(sums, Has.Count.EqualTo(5 + (body.Length * 8)));
    }

    private async Task WriteAsync(string marked, bool endsWithIt = false)
    {
        await using var journal = await SqliteJournal.OpenAsync(folder.Fresh(), Options, CancellationToken.None);
        journal.Append(Ann, "ann 1"u8, null);
        journal.Append(Bob, "bob 1"u8, null);
        journal.Append(Ann, Body(marked), null);
        if (endsWithIt) return;
        journal.Append(Bob, "bob 2"u8, null);
        journal.Append(Ann, "ann 3"u8, null);
    }

    // Long ones have pages of their own in the file.
    private static byte[] Body(string marked) => Encoding.UTF8.GetBytes(marked == Marked ? marked : marked + new string('x', 20_000));

    private async Task FlipAsync(string marked)
    {
        var path = JournalFiles.Database(folder.Last);
        var bytes = await File.ReadAllBytesAsync(path);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(marked));
        Assert.That(at, Is.GreaterThan(0));
        bytes[at + 2] ^= 0x10;
        await File.WriteAllBytesAsync(path, bytes);
    }

    private static async Task RefusesAsync(IJournalReader journal)
    {
        await Task.CompletedTask;
        var error = Assert.ThrowsAsync<JournalException>(() => ReadAsync(journal, Ann))!;
        Assert.That(error.Code, Is.EqualTo(JournalCodes.RecordChanged));
        Assert.That(error.Message, Does.Contain("Record 3 ").And.Contain("p/test:ann").And.Contain("bring back a copy"));
    }

    private Task<SqliteJournal> OpenAsync() => SqliteJournal.OpenAsync(folder.Last, Options, CancellationToken.None);

    private static JournalOptions Options => new() { TaskName = "test" };

    private static async Task<List<string>> ReadAsync(IJournalReader journal, StreamId stream) =>
        await journal.ReadAsync(stream, CancellationToken.None).Select(Text).ToListAsync();

    private static string Text(ReadOnlyMemory<byte> record) => Encoding.UTF8.GetString(record.Span);
}
