using System.Diagnostics;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Crashing;

/// <summary>The store fails under people who talk: nothing is acknowledged that is not safe, they are told, and when it works again
/// the runtime goes on by itself.</summary>
[TestFixture]
[Platform("Linux")]
internal sealed class StoreFaultTests
{
    private static readonly string[] Refusals = ["SC4007", "SC5105"];

    [Test]
    public async Task File_ThatMayNotGrow_IsSaidAndGotOver()
    {
        using var folder = Places.Make();
        // Without the signal, a write beyond the limit fails as on a full disk.
        await using var runtime = RuntimeProcess.StartAfter("trap '' XFSZ", folder.Parent, ["--task", folder.Path, "--port", "0", "--data", folder.Data, "--no-watch"]);
        var page = await runtime.AddressAsync();
        await FailAndHealAsync(
            runtime,
            page,
            () =>
            {
                Run("prlimit", "--pid", $"{runtime.Id}", $"--fsize={new FileInfo(Path.Combine(folder.Data, "journal.db-wal")).Length}:");
                return Task.CompletedTask;
            },
            () => Run("prlimit", "--pid", $"{runtime.Id}", "--fsize=unlimited:"));
    }

    [Test]
    public async Task Disk_Full_IsSaidAndGotOver()
    {
        using var folder = Places.Make();
        Directory.CreateDirectory(folder.Data);
        if (!TryRun("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.Data)) Assert.Ignore("Only root may mount a small disk.");
        try
        {
            var (runtime, page) = await Places.StartAsync(folder);
            await using var process = runtime;
            var ballast = Path.Combine(folder.Data, "ballast");
            await FailAndHealAsync(runtime, page, () => FillAsync(ballast), () => File.Delete(ballast));
        }
        finally
        {
            Run("umount", "--lazy", folder.Data);
        }
    }

    [Test]
    public async Task Database_LockedByAnotherProcess_IsSaidAndGotOver()
    {
        using var folder = Places.Make();
        var (runtime, page) = await Places.StartAsync(folder);
        await using var process = runtime;
        using var other = new DatabaseHolder(Path.Combine(folder.Data, "journal.db"));
        await FailAndHealAsync(
            runtime,
            page,
            () =>
            {
                other.Hold();
                return Task.CompletedTask;
            },
            other.Release);
    }

    [Test]
    public async Task Database_ReadOnly_IsSaidAndGotOver()
    {
        using var folder = Places.Make();
        var (runtime, page) = await Places.StartAsync(folder);
        await using var process = runtime;
        ReadOnlyFiles? files = null;
        try
        {
            await FailAndHealAsync(
                runtime,
                page,
                () =>
                {
                    // SQLite maps the index of its log into memory: where the system makes even that read-only, the process ends (SIGBUS).
                    files = ReadOnlyFiles.Make([.. Directory.GetFiles(folder.Data, "journal.*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal))]);
                    return Task.CompletedTask;
                },
                () => files!.Heal());
        }
        finally
        {
            files?.Dispose();
        }
    }

    private static async Task FailAndHealAsync(RuntimeProcess runtime, Uri page, Func<Task> fail, Action heal)
    {
        await using var ann = await ChooseAsync(page, "pair");
        await using var bob = await ChooseAsync(page, "pair");
        await ann.SeesAsync("together");
        await bob.SeesAsync("together");
        await ann.SayAsync("before");
        await bob.SeesAsync("before");

        await fail();
        // What is acknowledged until the room is used up must be there later.
        List<string> safe = [];
        string? code = null;
        for (var word = 0; word < 2_000 && code is null; word++)
        {
            code = await ann.TrySayAsync($"fault-{word}", $"word {word}");
            if (code is null) safe.Add($"word {word}");
        }

        Assert.That(code, Is.AnyOf(Refusals), "refused while the store fails");
        await runtime.LineAsync("error SC5105");
        Assert.That(await bob.TrySayAsync("bob-1", "from bob"), Is.AnyOf(Refusals));
        Assert.That(await ann.TrySayAsync($"fault-{safe.Count}", $"word {safe.Count}"), Is.AnyOf(Refusals), "again, while it lasts");

        heal();
        await runtime.LineAsync("Steps can be stored again");
        Assert.That(await ann.TrySayAsync($"fault-{safe.Count}", $"word {safe.Count}"), Is.Null);
        Assert.That(await ann.TrySayAsync($"fault-{safe.Count}", $"word {safe.Count}"), Is.Null, "acknowledged, not doubled");
        safe.Add($"word {safe.Count}");
        await ann.SayAsync("after");
        await bob.SeesAsync("after");
        Assert.That(bob.Seen.SkipWhile(text => text != "before").Skip(1), Is.EqualTo((IEnumerable<string>)[.. safe, "after"]), "each once, in order");
        Assert.That(await bob.TrySayAsync("bob-1", "from bob"), Is.Null);
        await ann.SeesAsync("from bob");
    }

    private static async Task<Guest> ChooseAsync(Uri page, string choice)
    {
        var guest = await Guest.ComeAsync(page);
        await guest.SeesAsync(Places.Menu);
        await guest.SayAsync(choice);
        return guest;
    }

    /// <summary>Writes until nothing more fits.</summary>
    private static async Task FillAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[64 * 1024, 4096, 1])
        {
            try
            {
                while (true) file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full, but for less than this.
            }
        }
    }

    private static void Run(string command, params string[] arguments) => Assert.That(TryRun(command, arguments), Is.True, $"{command} {string.Join(' ', arguments)}");

    private static bool TryRun(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
