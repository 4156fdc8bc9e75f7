using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ScriptChat.Tools.Load.Measuring;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.Killing;

/// <summary>Somebody at <c>scriptchat.v1</c> who loses nothing: says one word after the other, keeps each until it is acknowledged,
/// and comes back with token and number after whatever cut the connection. Checks all that comes.</summary>
/// <param name="number">Its number in the run.</param>
/// <param name="options">How it talks.</param>
/// <param name="run">A name of the run that no other has, for ids.</param>
/// <param name="failures">Where to say what went wrong.</param>
internal sealed class SteadyClient(int number, SteadyOptions options, string run, Failures failures) : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource said = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SequenceCheck check = new();
    private readonly Lock gate = new();
    private TaskCompletionSource<long>? answered;
    private TaskCompletionSource<bool>? settled;
    private (string Id, string Text)? pending;
    private long expected;
    private string? token;
    private long seen;
    private int opened;
    private volatile bool enough;

    /// <summary>Whose words come here; -1 before the first.</summary>
    public int Partner { get; private set; } = -1;

    /// <summary>How many numbered words it began to say.</summary>
    public long Sent { get; private set; }

    /// <summary>How many numbered words were acknowledged: these must have come, once and in order.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>What became of the words that were to come here.</summary>
    public SequenceCheck Check => check;

    /// <summary>How often it came back to its seat.</summary>
    public long Resumed { get; private set; }

    /// <summary>Ends when it is in the world.</summary>
    public Task Entered => entered.Task;

    /// <summary>Talks until it is told to leave.</summary>
    public async Task RunAsync()
    {
        var attempt = 0;
        while (!leaving.IsCancellationRequested)
        {
            try
            {
                if (await ConnectAsync()) attempt = 0;
            }
            catch (Exception cut) when (cut is WebSocketException or SocketException or IOException or OperationCanceledException)
            {
                // Comes back.
            }

            if (leaving.IsCancellationRequested) return;
            // Pauses that grow and differ, so that nobody comes back in step.
            var pause = TimeSpan.FromMilliseconds(Math.Min(400, 25 << Math.Min(attempt++, 4)) * (0.5 + Random.Shared.NextDouble()));
            await Task.Delay(pause, TimeProvider.System, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends when a word arrived here that was first said at a time or later; gives the time of its arrival.</summary>
    /// <param name="since">The time, as a timestamp of this process.</param>
    public Task<long> AnsweredSince(long since)
    {
        lock (gate)
        {
            expected = since;
            answered = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            return answered.Task;
        }
    }

    /// <summary>Says nothing new. Ends when its last word is acknowledged.</summary>
    public Task FinishAsync()
    {
        enough = true;
        lock (gate)
        {
            if (pending is null) said.TrySetResult();
        }

        return said.Task;
    }

    /// <summary>Is gone.</summary>
    public void Leave() => leaving.Cancel();

    /// <inheritdoc />
    public void Dispose() => leaving.Dispose();

    /// <summary>One connection, to its end; whether there was one.</summary>
    private async Task<bool> ConnectAsync()
    {
        using var socket = new ClientWebSocket();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(leaving.Token);
        using var sending = new SemaphoreSlim(1);
        socket.Options.AddSubProtocol("scriptchat.v1");
        socket.Options.Proxy = null;
        await socket.ConnectAsync(options.Url, over.Token);
        await SendAsync(token is null ? "{\"type\":\"hello\"}" : $"{{\"type\":\"hello\",\"session\":\"{token}\",\"seq\":{Invariant(seen)}}}");
        Task? talking = null;
        try
        {
            await ReceiveAsync(socket, () => talking ??= TalkAsync(SendAsync, over.Token), SendAsync, over.Token);
        }
        finally
        {
            await over.CancelAsync();
            if (talking is not null) await talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;

        async Task SendAsync(string frame)
        {
            await sending.WaitAsync(over.Token);
            try
            {
                await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, over.Token);
            }
            finally
            {
                sending.Release();
            }
        }
    }

    private async Task ReceiveAsync(ClientWebSocket socket, Func<Task> talk, Func<string, Task> send, CancellationToken cancellationToken)
    {
        var buffer = new byte[8 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close) return;
            length += part.Count;
            if (!part.EndOfMessage) continue;
            using var frame = JsonDocument.Parse(buffer.AsMemory(0, length));
            length = 0;
            if (Take(frame.RootElement)) _ = talk();
            if (seen > 0 && seen % 16 == 0) await send($"{{\"type\":\"ack\",\"seq\":{Invariant(seen)}}}");
        }
    }

    /// <summary>Takes a frame; true when the welcome came and the client may talk.</summary>
    private bool Take(JsonElement frame)
    {
        switch (frame.GetProperty("type").GetString())
        {
            case "welcome":
                var resumed = frame.GetProperty("resumed").GetBoolean();
                if (token is not null && resumed) Resumed++;
                if (resumed != token is not null) failures.Add("welcomed as somebody else");
                token = frame.GetProperty("session").GetString();
                return true;
            case "ack":
                TakeAck(frame.GetProperty("id").GetString()!);
                break;
            case "message":
                TakeMessage(frame.GetProperty("seq").GetInt64(), frame.GetProperty("text").GetString()!);
                break;
            case "error":
                var code = frame.GetProperty("code").GetString()!;
                failures.Add($"error frame {code}");
                if (code == "SC4001") token = null;
                lock (gate) settled?.TrySetResult(false);
                break;
        }

        return false;
    }

    private void TakeAck(string id)
    {
        lock (gate)
        {
            // A word may be acknowledged twice: it was sent again while the first acknowledgement was on its way.
            if (pending?.Id != id) return;
            pending = null;
            if (id.Contains("-w", StringComparison.Ordinal)) Acknowledged = Sent;
            if (enough) said.TrySetResult();
            settled?.TrySetResult(true);
        }
    }

    private void TakeMessage(long seq, string text)
    {
        var now = Stopwatch.GetTimestamp();
        if (seq <= seen) failures.Add("message whose seq had come before");
        if (seq > seen + 1) failures.Add("gap in seq");
        seen = Math.Max(seen, seq);
        greeted.TrySetResult();
        if (LoadToken.TryFind(Encoding.UTF8.GetBytes(text), out var word))
        {
            if (Partner < 0) Partner = word.Sender;
            if (Partner != word.Sender)
            {
                failures.Add("message of a stranger");
                return;
            }

            check.Take(word.Number);
            lock (gate)
            {
                if (word.Sent >= expected) answered?.TrySetResult(now);
            }
        }
        else if (!entered.Task.IsCompleted && options.Ready.IsMatch(text))
        {
            entered.TrySetResult();
        }
        else if (entered.Task.IsCompleted)
        {
            failures.Add($"message that nobody sent: '{text}'");
        }
    }

    private async Task TalkAsync(Func<string, Task> send, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.Zero;
        var isAgain = pending is not null;
        while (await NextAsync(pause, cancellationToken) is var (id, text))
        {
            Task<bool> isTaken;
            lock (gate)
            {
                settled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                isTaken = settled.Task;
            }

            await send($"{{\"type\":\"message\",\"id\":\"{id}\",\"text\":\"{text}\"}}");
            if (!await isTaken.WaitAsync(cancellationToken)) await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellationToken);
            // The first word of a connection goes out at once, and so does the new one behind what had to be sent again.
            pause = isAgain ? TimeSpan.Zero : options.Pause * (2 * Random.Shared.NextDouble());
            isAgain = false;
        }
    }

    /// <summary>The word to say: what is not acknowledged, or the next; null when it is enough.</summary>
    private async Task<(string Id, string Text)?> NextAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (pending is { } again) return again;
        await greeted.Task.WaitAsync(cancellationToken);
        if (opened >= options.Opening.Count)
        {
            await entered.Task.WaitAsync(cancellationToken);
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }

        lock (gate)
        {
            if (enough) return null;
            if (opened < options.Opening.Count)
            {
                var index = opened++;
                pending = ($"{run}-{Invariant(number)}-o{Invariant(index)}", JsonEncodedText.Encode(options.Opening[index]).ToString());
            }
            else
            {
                pending = ($"{run}-{Invariant(number)}-w{Invariant(++Sent)}", $"~{Invariant(number)}.{Invariant(Sent)}.{Invariant(Stopwatch.GetTimestamp())}~");
            }

            return pending;
        }
    }

    private static string Invariant(long value) => value.ToString(CultureInfo.InvariantCulture);
}
