using System.Security.Cryptography;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Crashing;

/// <summary>A data folder that the runtime must not take: one clear line, exit code 1, and nothing in it is changed.</summary>
[TestFixture]
internal sealed class RefusalTests
{
    [Test]
    public async Task Folder_InUse_IsRefusedAndItsRuntimeGoesOn()
    {
        using var folder = Places.Make();
        var (runtime, page) = await Places.StartAsync(folder);
        await using var first = runtime;
        await using var ann = await Guest.ComeAsync(page);
        await ann.SeesAsync(Places.Menu);
        await RefusedAsync(folder.Path, folder.Data, "SC5003");
        await ann.SayAsync("echo");
        await ann.AskAsync("hello", "1: hello");
    }

    [Test]
    public async Task Folder_OfAnotherTask_IsRefusedUnchanged()
    {
        using var folder = await UsedAsync();
        await RefusedUnchangedAsync(Path.Combine(Folder.Root(), "tasks", "overworld_demo"), folder.Data, "SC5002");
    }

    [Test]
    public async Task Folder_OfANewerVersion_IsRefusedUnchanged()
    {
        using var folder = await UsedAsync();
        // The schema's version stands at byte 60 of a SQLite file, most significant byte first.
        await using (var file = File.OpenWrite(Path.Combine(folder.Data, "journal.db")))
        {
            file.Position = 60;
            file.Write([0, 0, 0, 99]);
        }

        await RefusedUnchangedAsync(folder.Path, folder.Data, "SC5001");
    }

    [Test]
    public async Task Database_OfGarbage_IsRefusedUnchanged()
    {
        using var folder = await UsedAsync();
        await File.WriteAllBytesAsync(Path.Combine(folder.Data, "journal.db"), RandomNumberGenerator.GetBytes(50_000));
        await RefusedUnchangedAsync(folder.Path, folder.Data, "SC5004");
    }

    [Test]
    public async Task Database_CutShortAfterAKill_IsRefusedUnchanged()
    {
        using var folder = await UsedAsync();
        await using (var file = File.OpenWrite(Path.Combine(folder.Data, "journal.db"))) file.SetLength(file.Length / 2);
        await RefusedUnchangedAsync(folder.Path, folder.Data, "SC5004");
    }

    [Test]
    public async Task Log_LostAfterAKill_IsRefusedUnchanged()
    {
        using var folder = Places.Make();
        var (runtime, page) = await Places.StartAsync(folder);
        await using (var ann = await Guest.ComeAsync(page)) await ann.SeesAsync(Places.Menu);
        await runtime.KillAsync();
        File.Delete(Path.Combine(folder.Data, "journal.db-wal"));
        await RefusedUnchangedAsync(folder.Path, folder.Data, "SC5004");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Folder_ThatIsReadOnly_IsRefusedUnchanged_AndServedWhenItIsNot(bool isOnlyTheDatabase)
    {
        using var folder = await UsedAsync();
        string[] all = [.. Directory.GetFiles(folder.Data, "journal.*"), folder.Data];
        var before = Hashes(folder.Data);
        using (var files = ReadOnlyFiles.Make(isOnlyTheDatabase ? [Path.Combine(folder.Data, "journal.db")] : all)) await RefusedAsync(folder.Path, folder.Data, "SC5005");
        // Where it may, SQLite leaves an empty log.
        Assert.That(Hashes(folder.Data).Where(file => before.ContainsKey(file.Key)), Is.EqualTo(before), "nothing was changed on the disk");
        var (runtime, page) = await Places.StartAsync(folder);
        await using var served = runtime;
        await using var bob = await Guest.ComeAsync(page);
        await bob.SeesAsync(Places.Menu);
    }

    [Test]
    public async Task Record_WithAChangedByte_IsRefusedByItsNumber()
    {
        using var folder = await UsedAsync();
        var path = Path.Combine(folder.Data, "journal.db");
        var bytes = await File.ReadAllBytesAsync(path);
        for (var at = bytes.AsSpan().IndexOf("Where to?"u8); at >= 0; at = bytes.AsSpan().IndexOf("Where to?"u8)) bytes[at] = (byte)'T';
        await File.WriteAllBytesAsync(path, bytes);

        var (exit, said) = await RuntimeProcess.RunAsync("export", "--data", folder.Data, "--format", "messages", "--kind", "all");

        Assert.That(exit, Is.EqualTo(1), said);
        Assert.That(said, Does.Contain("error SC5010: Record ").And.Contain("bring back a copy"));
    }

    /// <summary>A task's folder with data of a runtime that was stopped.</summary>
    private static async Task<Folder> UsedAsync()
    {
        var folder = Places.Make();
        var (runtime, page) = await Places.StartAsync(folder);
        await using (runtime)
        {
            await using var ann = await Guest.ComeAsync(page);
            await ann.SeesAsync(Places.Menu);
            runtime.Signal("TERM");
            Assert.That(await runtime.ExitAsync(), Is.Zero, runtime.Said);
        }

        return folder;
    }

    private static async Task RefusedUnchangedAsync(string task, string data, string code)
    {
        var before = Hashes(data);
        await RefusedAsync(task, data, code);
        Assert.That(Hashes(data), Is.EqualTo(before), "nothing was changed on the disk");
    }

    private static async Task RefusedAsync(string task, string data, string code)
    {
        var (exit, said) = await RuntimeProcess.RunAsync("--task", task, "--data", data, "--port", "0", "--no-watch");
        Assert.That(exit, Is.EqualTo(1), said);
        var errors = said.Split('\n').Where(line => line.Contains("error SC", StringComparison.Ordinal)).ToList();
        Assert.That(errors, Has.Count.EqualTo(1), said);
        Assert.That(errors[0], Does.Contain(code).And.Contain(data), said);
        Assert.That(said, Does.Not.Contain("   at ").And.Not.Contain("Open "));
    }

    private static SortedDictionary<string, string> Hashes(string data) =>
        new(Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))), StringComparer.Ordinal);
}
