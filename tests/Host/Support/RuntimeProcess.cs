using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace ScriptChat.Host.Tests.Support;

/// <summary>The command <c>runtime</c> as a child process: what it says, line by line, and how it ends.</summary>
internal sealed class RuntimeProcess : IAsyncDisposable
{
    // Only so that a failing test ends; nothing is measured by it.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder said = new();
    private int ended;
    private bool isDisposed;

    private RuntimeProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>All that it has said so far, on both streams.</summary>
    public string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    /// <summary>What the process is asked is written here.</summary>
    public StreamWriter Input => process.StandardInput;

    public static RuntimeProcess Start(params IEnumerable<string> arguments) => Start(Path.GetTempPath(), arguments);

    public static RuntimeProcess Start(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        return Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "runtime.dll"), .. arguments], folder, environment);
    }

    /// <summary>Starts it through bash, after some words that set how it runs.</summary>
    public static RuntimeProcess StartAfter(string words, string folder, IEnumerable<string> arguments) =>
        Run("bash", ["-c", $"{words}; exec dotnet \"$@\"", "bash", Path.Combine(AppContext.BaseDirectory, "runtime.dll"), .. arguments], folder, environment: null);

    private static RuntimeProcess Run(string command, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new RuntimeProcess(new Process { StartInfo = start });
    }

    /// <summary>Runs it to its end, and gives all that it said and its exit code.</summary>
    public static async Task<(int Code, string Said)> RunAsync(params IEnumerable<string> arguments)
    {
        await using var run = Start(arguments);
        run.Input.Close();
        var code = await run.ExitAsync();
        return (code, run.Said);
    }

    /// <summary>The next line with these words in it; others are passed over.</summary>
    public async Task<string> LineAsync(string words)
    {
        try
        {
            return await FindAsync(words).WaitAsync(Limit, TimeProvider.System);
        }
        catch (TimeoutException late)
        {
            throw new AssertionException($"The runtime did not say '{words}'. It said:\n{Said}", late);
        }
    }

    /// <summary>Waits until it serves, and gives the page's address.</summary>
    public async Task<Uri> AddressAsync() => new((await LineAsync("Open   "))["Open   ".Length..]);

    /// <summary>Sends a signal, such as TERM.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString()]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end and for its last line.</summary>
    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new AssertionException($"The runtime does not end. It said:\n{Said}", late);
        }

        return process.ExitCode;
    }

    /// <summary>Kills it, as <c>kill -9</c> does, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await ExitAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        if (TestContext.CurrentContext.Result.FailCount > 0) await TestContext.Out.WriteLineAsync(Said);
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<string> FindAsync(string words)
    {
        await foreach (var line in lines.Reader.ReadAllAsync())
        {
            if (line.Contains(words, StringComparison.Ordinal)) return line;
        }

        throw new AssertionException($"The runtime ended without saying '{words}'. It said:\n{Said}");
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            if (Interlocked.Increment(ref ended) == 2) lines.Writer.TryComplete();
            return;
        }

        lock (said) said.AppendLine(line);
        lines.Writer.TryWrite(line);
    }
}
