using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ScriptChat.Tools.Load.Measuring;
using ScriptChat.Tools.Load.Wire;

namespace ScriptChat.Tools.Load.Running;

/// <summary>One connection of a run: gets into the world, then sends and takes numbered messages.</summary>
/// <param name="number">Its number in the run.</param>
/// <param name="options">What the run does.</param>
/// <param name="frames">Writes its frames.</param>
/// <param name="window">When to talk.</param>
/// <param name="failures">Where to say what went wrong.</param>
internal sealed class LoadClient(int number, LoadOptions options, ClientFrames frames, Window window, Failures failures) : IWireListener, IDisposable
{
    // The service keeps what was not acknowledged; a client that acknowledged each message would double the traffic.
    private const int AckEvery = 32;

    private readonly Lock sending = new();
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SequenceCheck check = new();
    private WireConnection? wire;
    private Task reading = Task.CompletedTask;
    private int wordsSaid;
    private int failed;
    private volatile Stage stage;

    private enum Stage
    {
        Opening,
        In,
        Leaving,
        Gone,
    }

    /// <summary>Whether it got into the world and is still connected.</summary>
    public bool IsIn => stage == Stage.In;

    /// <summary>Whether it ever got into the world.</summary>
    public bool HasEntered { get; private set; }

    /// <summary>When the last opening word was said (without one: when it was connected).</summary>
    public long LastWordAt { get; private set; }

    /// <summary>When it was in the world.</summary>
    public long EnteredAt { get; private set; }

    /// <summary>Whose messages come here; -1 before the first. In an echo its own.</summary>
    public int Partner { get; private set; } = -1;

    /// <summary>How many numbered messages it sent.</summary>
    public long Sent { get; private set; }

    /// <summary>How many numbered messages came in the measured time.</summary>
    public long InWindow { get; private set; }

    /// <summary>How many messages without a number came once it was in.</summary>
    public long Others { get; private set; }

    /// <summary>How many of its messages the service acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>What became of the numbered messages that were sent here.</summary>
    public SequenceCheck Check => check;

    /// <summary>Connects and gets into the world, or fails and says so.</summary>
    /// <param name="cancellationToken">Gives up without calling it a failure.</param>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.EnterWithin);
        try
        {
            wire = new WireConnection(this);
            await wire.ConnectAsync(options.Url, options.Protocol == Protocol.V1 ? "scriptchat.v1" : null, limit.Token);
            Begin();
            reading = wire.ReceiveAsync();
            await entered.Task.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Fail($"not in the world within {options.EnterWithin.TotalSeconds:0.#} s");
        }
        catch (SocketException refused)
        {
            Fail($"connect: {refused.SocketErrorCode}");
        }
        catch (InvalidDataException refused)
        {
            Fail($"handshake: {refused.Message}");
        }
    }

    /// <summary>Sends the next numbered message.</summary>
    /// <param name="at">When it is sent, or was to be sent.</param>
    public void SendNumbered(long at)
    {
        lock (sending)
        {
            if (stage != Stage.In || Sent >= options.Messages) return;
            if (wire!.Send(Opcode.Text, frames.Numbered(new LoadToken(number, Sent + 1, at)))) Sent++;
            else failures.Add("message not sent: the connection is gone or takes nothing");
        }
    }

    /// <summary>Says good-bye and waits for the other side's, a moment.</summary>
    public async Task LeaveAsync()
    {
        if (wire is null || stage == Stage.Gone) return;
        stage = Stage.Leaving;
        Send(Opcode.Close, [0x03, 0xe8]);
        try
        {
            await reading.WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException)
        {
            // What was measured is measured; a service that does not close its half is not waited for.
        }
    }

    /// <inheritdoc />
    public void OnText(ReadOnlySpan<byte> message)
    {
        var now = Stopwatch.GetTimestamp();
        ServerFrame frame;
        try
        {
            frame = ServerFrame.Read(message);
        }
        catch (JsonException)
        {
            failures.Add("frame that is not JSON");
            return;
        }

        switch (frame.Kind)
        {
            case FrameKind.Message when LoadToken.TryFind(frame.Text, out var token):
                OnNumbered(token, now);
                break;
            case FrameKind.Message when stage == Stage.Opening:
                OnAnswer(frame.Text, now);
                break;
            case FrameKind.Message:
                Others++;
                break;
            case FrameKind.Welcome when options.Opening.Count == 0 && options.Ready is null:
                Enter(now);
                break;
            case FrameKind.Ack:
                Acknowledged++;
                break;
            case FrameKind.Error:
                failures.Add($"error frame {Encoding.UTF8.GetString(frame.Code)}");
                break;
        }

        if (options.Protocol == Protocol.V1 && frame.Seq > 0 && frame.Seq % AckEvery == 0) Send(Opcode.Text, ClientFrames.Ack(frame.Seq));
    }

    /// <inheritdoc />
    public void OnPing(ReadOnlySpan<byte> payload) => Send(Opcode.Pong, payload);

    /// <inheritdoc />
    public void OnClosed(string reason)
    {
        var before = stage;
        stage = Stage.Gone;
        if (before != Stage.Leaving) Fail(before == Stage.In ? $"{reason}, in the world" : $"{reason}, on the way in");
    }

    /// <inheritdoc />
    public void Dispose() => wire?.Dispose();

    private void Begin()
    {
        LastWordAt = Stopwatch.GetTimestamp();
        if (options.Protocol == Protocol.V1)
        {
            // The hello opens the journey, as a plain client's first message does.
            wordsSaid = 1;
            Send(Opcode.Text, ClientFrames.Hello);
        }
        else if (options.Opening.Count > 0)
        {
            SayNext();
        }
        else if (options.Ready is null)
        {
            Enter(LastWordAt);
        }
    }

    private void OnAnswer(ReadOnlySpan<byte> text, long now)
    {
        if (wordsSaid < options.Opening.Count) SayNext();
        else if (options.Ready is null || options.Ready.IsMatch(Encoding.UTF8.GetString(text))) Enter(now);
    }

    private void SayNext()
    {
        var index = wordsSaid++;
        LastWordAt = Stopwatch.GetTimestamp();
        Send(Opcode.Text, frames.Words(number, index, options.Opening[index]));
    }

    private void Enter(long now)
    {
        EnteredAt = now;
        HasEntered = true;
        stage = Stage.In;
        entered.TrySetResult();
    }

    private void OnNumbered(LoadToken token, long now)
    {
        if (Partner < 0) Partner = token.Sender;
        if (Partner != token.Sender)
        {
            failures.Add("message of a stranger");
            return;
        }

        var arrived = check.Take(token.Number);
        if (arrived != Arrived.Again && window.Take(token.Sent, now)) InWindow++;
        if (arrived == Arrived.New && options.Rate is null && window.IsOpen) SendNumbered(now);
    }

    private void Send(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        // A false answer needs no word here: the reader of the same socket hears of the end and says why.
        lock (sending) wire!.Send(opcode, payload);
    }

    private void Fail(string reason)
    {
        stage = Stage.Gone;
        if (Interlocked.Exchange(ref failed, 1) == 0) failures.Add(reason);
        entered.TrySetResult();
    }
}
