using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.Comparing;

/// <summary>A service under measurement, in a fresh process.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int LinesKept = 20;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly Process process;
    private readonly string command;
    private readonly ConcurrentQueue<string> output = new();

    private ServerProcess(string command, ServerSettings settings, int port)
    {
        this.command = command;
        Url = new Uri($"ws://127.0.0.1:{port}{settings.Path}");
        var words = SplitWords(command.Replace("{port}", $"{port}", StringComparison.Ordinal));
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // What makes the client lighter is not to make the service faster than its users will see it.
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        foreach (var (name, value) in settings.Environment) start.Environment[name] = value;
        process = Process.Start(start) ?? throw new InvalidOperationException($"'{command}' did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>What it uses now.</summary>
    public ProcessFigures Figures
    {
        get
        {
            process.Refresh();
            return new ProcessFigures(process.WorkingSet64, process.PeakWorkingSet64, process.TotalProcessorTime, process.Threads.Count);
        }
    }

    /// <summary>Starts one and waits until people get into its world.</summary>
    /// <param name="command">Its command line; <c>{port}</c> stands for the port.</param>
    /// <param name="settings">What holds for both sides.</param>
    /// <param name="options">How to get in.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ServerFailedException">It ended, or lets nobody in.</exception>
    public static async Task<ServerProcess> StartAsync(string command, ServerSettings settings, LoadOptions options, CancellationToken cancellationToken)
    {
        var server = new ServerProcess(command, settings, FreePort());
        try
        {
            await server.WaitUntilReadyAsync(options, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it as an operator would.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (process.HasExited) return;
            process.StandardInput.Close();
            if (OperatingSystem.IsWindows()) process.Kill();
            else _ = Signal(process.Id, Terminate);
            using var limit = new CancellationTokenSource(StopLimit);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"  {command}: did not end within {StopLimit.TotalSeconds:0} s of SIGTERM; killed");
            process.Kill(entireProcessTree: true);
        }
        finally
        {
            process.Dispose();
        }
    }

    private async Task WaitUntilReadyAsync(LoadOptions options, CancellationToken cancellationToken)
    {
        var probe = options with
        {
            Url = Url,
            Connections = options.Scenario == Scenario.Pair ? 2 : 1,
            Scenario = Scenario.Idle,
            AtOnce = 2,
            Duration = TimeSpan.Zero,
            EnterWithin = TimeSpan.FromSeconds(10),
        };
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            var report = await LoadRun.RunAsync(probe, _ => { }, whileIn: null, cancellationToken);
            if (report.Failures.Count == 0) return;
            var reason = string.Join("; ", report.Failures.Keys);
            if (process.HasExited) throw Failed($"ended with {process.ExitCode}");
            if (Stopwatch.GetElapsedTime(begin) > StartLimit) throw Failed($"lets nobody in: {reason}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    private ServerFailedException Failed(string what) => new($"'{command}' {what}; its last words:\n  {string.Join("\n  ", output)}");

    private void Keep(string? line)
    {
        if (line is null) return;
        output.Enqueue(line);
        if (output.Count > LinesKept) output.TryDequeue(out _);
    }

    /// <summary>A port that nobody has now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A command's words; quotes keep words together.</summary>
    /// <param name="command">The command.</param>
    public static string[] SplitWords(string command) =>
        [.. command.Split('"').SelectMany((part, index) => index % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);
}
