using System.Buffers;
using System.Net.WebSockets;

namespace ScriptChat.Tools.Echo;

/// <summary>One client, from its handshake to its close.</summary>
/// <param name="socket">The accepted socket.</param>
/// <param name="options">What the echo runs with.</param>
internal sealed class EchoConnection(WebSocket socket, EchoOptions options)
{
    private const int FrameLimit = 64 * 1024;
    private const int FirstSize = 4096;

    // Only a pair needs it: there the partner's words and our own greeting may meet.
    private readonly SemaphoreSlim sending = new(1);
    private long count;
    private byte[]? held;

    /// <summary>Whom this connection's words go to. Itself, if nobody says otherwise.</summary>
    public EchoConnection? Partner { get; set; }

    /// <summary>Answers until the client closes.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Nothing is held while nothing is there: a buffer is rented when a frame has begun to arrive.
            var first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            if (first.MessageType == WebSocketMessageType.Close) break;
            if (!await AnswerAsync(cancellationToken)) return;
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    /// <summary>Sends a frame of the server's own.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task TellAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        using var frame = new PooledWriter(FirstSize);
        EchoFrames.Write(text.Span, frame);
        await SendAsync(frame.Written, cancellationToken);
    }

    private async ValueTask<bool> AnswerAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        try
        {
            var filled = 0;
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken);
                if (result.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                    return false;
                }

                filled += result.Count;
                if (result.EndOfMessage) break;
                if (filled >= FrameLimit) return await RefuseAsync(WebSocketCloseStatus.MessageTooBig, cancellationToken);
                if (filled == buffer.Length) buffer = Grow(buffer, filled);
            }

            using var answer = new PooledWriter(filled + 64);
            if (!EchoFrames.TryAnswer(buffer.AsSpan(0, filled), answer))
                return await RefuseAsync(WebSocketCloseStatus.InvalidPayloadData, cancellationToken);
            await RelayAsync(answer.Written, cancellationToken);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask RelayAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        var to = Partner ?? this;
        var wrong = options.Fault != EchoFault.None && ++count % options.FaultEvery == 0;
        if (wrong && options.Fault == EchoFault.Drop) return;
        if (wrong && options.Fault == EchoFault.Swap)
        {
            held = answer.ToArray();
            return;
        }

        await to.SendAsync(answer, cancellationToken);
        if (wrong && options.Fault == EchoFault.Double) await to.SendAsync(answer, cancellationToken);
        if (held is { } late)
        {
            held = null;
            await to.SendAsync(late, cancellationToken);
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        if (!options.Pairs)
        {
            await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            return;
        }

        await sending.WaitAsync(cancellationToken);
        try
        {
            if (socket.State == WebSocketState.Open)
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            sending.Release();
        }
    }

    private async ValueTask<bool> RefuseAsync(WebSocketCloseStatus status, CancellationToken cancellationToken)
    {
        await socket.CloseOutputAsync(status, null, cancellationToken);
        return false;
    }

    private static byte[] Grow(byte[] buffer, int filled)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
