using System.Collections.Concurrent;
using System.Diagnostics;
using ScriptChat.Tools.Load.Comparing;

namespace ScriptChat.Tools.Load.Killing;

/// <summary>A service that is started, killed and started again, at one port and on one data folder.</summary>
/// <param name="command">Its command line; <c>{port}</c> and <c>{data}</c> are filled in.</param>
/// <param name="path">The path of the WebSocket.</param>
internal sealed class KilledServer(string command, string path) : IAsyncDisposable
{
    private const int LinesKept = 20;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly int port = ServerProcess.FreePort();
    private Process? process;

    /// <summary>Where it listens.</summary>
    public Uri Url => new($"ws://127.0.0.1:{port}{path}");

    /// <summary>Its data folder, which outlives each process.</summary>
    public string Data { get; } = Directory.CreateTempSubdirectory("load-kill-").FullName;

    /// <summary>The lines of its output that name an error, of all processes.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Its last lines.</summary>
    public string LastWords => string.Join("\n  ", output);

    /// <summary>Whether it ended by itself.</summary>
    public bool HasEnded => process is { HasExited: true };

    /// <summary>How large the data folder's journal is.</summary>
    public long DataBytes => !Directory.Exists(Folder) ? 0 : Directory.EnumerateFiles(Folder, "journal.db*").Sum(file => new FileInfo(file).Length);

    /// <summary>Where its journal is: the folder that its command names with <c>--data</c>, which may be another than that of this run.</summary>
    internal string Folder => FolderOf(Words) ?? Data;

    private string[] Words => [.. ServerProcess.SplitWords(command.Replace("{port}", $"{port}", StringComparison.Ordinal).Replace("{data}", Data, StringComparison.Ordinal))];

    /// <summary>The value of <c>--data</c> in a command line; null when it has none.</summary>
    internal static string? FolderOf(IReadOnlyList<string> words)
    {
        for (var index = 0; index < words.Count; index++)
        {
            if (words[index] == "--data" && index + 1 < words.Count) return words[index + 1];
            if (words[index].StartsWith("--data=", StringComparison.Ordinal) || words[index].StartsWith("--data:", StringComparison.Ordinal)) return words[index]["--data=".Length..];
        }

        return null;
    }

    /// <summary>Starts it.</summary>
    /// <returns>When that was, as a timestamp of this process.</returns>
    public long Start()
    {
        var words = Words;
        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var begun = Stopwatch.GetTimestamp();
        process = Process.Start(start) ?? throw new ServerFailedException($"'{command}' did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return begun;
    }

    /// <summary>Waits until it says that it is ready.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When that was, as a timestamp of this process.</returns>
    /// <exception cref="ServerFailedException">It ended by itself, or is not ready in time.</exception>
    public async Task<long> ReadyAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/readyz"), cancellationToken);
                if (answer.IsSuccessStatusCode) return Stopwatch.GetTimestamp();
            }
            catch (HttpRequestException) when (!HasEnded)
            {
                // It does not listen yet.
            }

            if (HasEnded || Stopwatch.GetElapsedTime(begin) > limit) throw new ServerFailedException($"'{command}' is not ready; its last words:\n  {LastWords}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Kills it, as <c>kill -9</c> does, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await KillAsync();

    private void Keep(string? line)
    {
        if (line is null) return;
        if (line.Contains("error SC", StringComparison.Ordinal)) errors.Enqueue(line);
        output.Enqueue(line);
        if (output.Count > LinesKept) output.TryDequeue(out _);
    }
}
