using System.Buffers;
using System.Net.WebSockets;
using Socket = System.Net.WebSockets.WebSocket;

namespace ScriptChat.Services.WebSocket.Connections;

/// <summary>Puts a client's frames together, one after the other, and holds no buffer while none comes.</summary>
/// <param name="socket">The socket.</param>
/// <param name="limit">How many bytes a frame may have at most.</param>
internal sealed class Incoming(Socket socket, int limit)
{
    private const int FirstBytes = 4096;

    /// <summary>Takes a whole frame. The bytes are only lent.</summary>
    public delegate void FrameTaken(ReadOnlySpan<byte> frame, WebSocketMessageType type);

    /// <summary>Told that something arrived, before it is taken.</summary>
    public Action? Arrived { get; init; }

    /// <summary>Told of a frame that is too large. What there was of it is dropped; the rest is told of again when it is too large too.</summary>
    public Action? TooLarge { get; init; }

    /// <summary>Told of each frame; the next one is read when it is back.</summary>
    public required FrameTaken Taken { get; init; }

    /// <summary>Reads until the client closes.</summary>
    public async Task ReadAsync()
    {
        while (true)
        {
            // An empty read waits without holding a buffer.
            var arrived = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (arrived.MessageType == WebSocketMessageType.Close) return;
            Arrived?.Invoke();
            if (arrived.EndOfMessage)
            {
                Taken([], arrived.MessageType);
                continue;
            }

            var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
            try
            {
                var length = 0;
                while (true)
                {
                    var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    if (part.MessageType == WebSocketMessageType.Close) return;
                    length += part.Count;
                    if (length > limit)
                    {
                        TooLarge?.Invoke();
                        length = 0;
                    }

                    if (part.EndOfMessage) break;
                    if (length == buffer.Length) buffer = Grow(buffer);
                }

                Taken(buffer.AsSpan(0, length), arrived.MessageType);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 4);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
