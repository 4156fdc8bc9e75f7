using System.Net.WebSockets;
using ScriptChat.Services.WebSocket.Frames;
using ScriptChat.Services.WebSocket.Limits;
using Socket = System.Net.WebSockets.WebSocket;

namespace ScriptChat.Services.WebSocket.Connections;

/// <summary>Brings frames to a socket in order. Who offers a frame while nothing is being sent sends it at once, on their own
/// thread, and almost always it is gone when they return; a frame offered meanwhile waits for the running sender. Nobody is
/// ever blocked: what waits is bounded, and a client that lets it fill up is cut off.</summary>
internal sealed class Outgoing(Socket socket, WebSocketLimits limits)
{
    private readonly Lock gate = new();
    private Queue<Frame>? waiting;
    private int waitingBytes;
    private bool sending;
    private bool closing;
    private bool closed;
    private int closeCode;
    private string closeReason = "";
    private TaskCompletionSource? idle;

    /// <summary>Whether frames are still taken.</summary>
    public bool IsOpen => !Volatile.Read(ref closing);

    /// <summary>Takes a frame.</summary>
    /// <returns>False when too much waits for a client that does not read; the frame is then dropped.</returns>
    public bool Offer(Frame frame)
    {
        lock (gate)
        {
            if (closing)
            {
                frame.Return();
                return true;
            }

            if (sending)
            {
                waiting ??= new Queue<Frame>();
                if (waiting.Count >= limits.OutgoingFrames || waitingBytes + frame.Length > limits.OutgoingBytes)
                {
                    frame.Return();
                    return false;
                }

                waiting.Enqueue(frame);
                waitingBytes += frame.Length;
                return true;
            }

            sending = true;
        }

        Send(frame);
        return true;
    }

    /// <summary>Closes once what waits is out. The first close counts.</summary>
    /// <param name="code">The close code.</param>
    /// <param name="reason">A few words for the client's author.</param>
    /// <param name="drop">Whether what waits is dropped instead.</param>
    /// <returns>Whether it was the first.</returns>
    public bool Close(int code, string reason, bool drop = false)
    {
        lock (gate)
        {
            if (drop) DropWaiting();
            if (closing) return false;
            Volatile.Write(ref closing, true);
            closeCode = code;
            closeReason = reason;
            if (sending) return true;
            sending = true;
        }

        if (Next(out var frame)) Send(frame);
        return true;
    }

    /// <summary>Ends when nothing is being sent any more. Close first.</summary>
    public Task WhenIdle()
    {
        lock (gate)
        {
            if (!sending) return Task.CompletedTask;
            idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }

    private void Send(Frame frame)
    {
        // Ours is the only sender until Next says that nothing waits.
        do
        {
            var sent = Begin(frame);
            if (!sent.IsCompletedSuccessfully)
            {
                _ = FinishAsync(sent, frame);
                return;
            }

            frame.Return();
        }
        while (Next(out frame));
    }

    private ValueTask Begin(Frame frame)
    {
        try
        {
            // A token would make the socket take its slow way.
            return socket.SendAsync(frame.Bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        catch (Exception error)
        {
            return ValueTask.FromException(error);
        }
    }

    /// <summary>The frame to send next; false when there is none, and the sender's work is done.</summary>
    private bool Next(out Frame frame)
    {
        lock (gate)
        {
            if (waiting is not null && waiting.TryDequeue(out frame))
            {
                waitingBytes -= frame.Length;
                return true;
            }

            frame = default;
            if (!closing || closed)
            {
                sending = false;
                idle?.TrySetResult();
                return false;
            }

            closed = true;
        }

        _ = SendCloseAsync();
        return false;
    }

    private async Task FinishAsync(ValueTask sent, Frame frame)
    {
        try
        {
            await sent;
        }
        catch (Exception)
        {
            // The connection is gone: its receive loop hears of it too, and says so.
            Abandon();
        }

        frame.Return();
        if (Next(out frame)) Send(frame);
    }

    private async Task SendCloseAsync()
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync((WebSocketCloseStatus)closeCode, closeReason, CancellationToken.None);
        }
        catch (Exception)
        {
            // As above: gone.
        }

        Next(out _);
    }

    private void Abandon()
    {
        lock (gate)
        {
            DropWaiting();
            Volatile.Write(ref closing, true);
            closed = true;
        }
    }

    private void DropWaiting()
    {
        while (waiting is not null && waiting.TryDequeue(out var frame)) frame.Return();
        waitingBytes = 0;
    }
}
