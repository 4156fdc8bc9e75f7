using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScriptChat.Tools.Load.Wire;

/// <summary>A WebSocket client on a bare socket. The client shares the machine with what it measures, so it does one system call to
/// send, one to receive, and nothing for the collector: no stream, no queue, no task a message.</summary>
/// <param name="listener">Who hears of what comes.</param>
internal sealed class WireConnection(IWireListener listener) : IDisposable
{
    /// <summary>How long a message may be.</summary>
    public const int MessageLimit = 4 * 1024 * 1024;

    // The key of the RFC's own example and its answer. It guards caches against confusion, not anybody against anybody.
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Answer = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private const int FirstSize = 1024;

    [ThreadStatic] private static byte[]? sendBuffer;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendTimeout = 5000 };
    private byte[] buffer = new byte[FirstSize];
    private byte[]? fragments;
    private int filled;

    /// <summary>Connects and shakes hands.</summary>
    /// <param name="url">The service.</param>
    /// <param name="subprotocol">The subprotocol to offer, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SocketException">Nobody is there.</exception>
    /// <exception cref="InvalidDataException">The service refused; the message names the answer.</exception>
    public async Task ConnectAsync(Uri url, string? subprotocol, CancellationToken cancellationToken)
    {
        if (url.Scheme != "ws") throw new InvalidDataException($"scheme {url.Scheme}: only ws is spoken here");
        var address = IPAddress.TryParse(url.Host, out var given) ? given : IPAddress.Loopback;
        await socket.ConnectAsync(new IPEndPoint(address, url.Port), cancellationToken);
        var offer = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
        var request = $"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\n{offer}\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), SocketFlags.None, cancellationToken);
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, cancellationToken);
            if (read == 0) throw new InvalidDataException("closed during the handshake");
            filled += read;
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                CheckAnswer(Encoding.Latin1.GetString(buffer, 0, end), subprotocol);
                Consume(end + 4);
                return;
            }

            MakeRoom(filled + 1);
        }
    }

    /// <summary>Hands what comes to the listener until the connection ends, which the listener is told too. Never throws.</summary>
    public async Task ReceiveAsync()
    {
        var reason = "closed without a close frame";
        try
        {
            while (true)
            {
                if (TakeFrames() is { } closed)
                {
                    reason = closed;
                    break;
                }

                var read = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
                if (read == 0) break;
                filled += read;
            }
        }
        catch (SocketException cut)
        {
            reason = $"cut: {cut.SocketErrorCode}";
        }
        catch (ObjectDisposedException)
        {
            reason = "given up by this client";
        }
        catch (InvalidDataException broken)
        {
            reason = $"broken frame: {broken.Message}";
        }

        listener.OnClosed(reason);
    }

    /// <summary>Sends a frame. One at a time: the caller sees to it.</summary>
    /// <param name="opcode">What it is.</param>
    /// <param name="payload">Its content; at most 65,535 bytes.</param>
    /// <returns>False when the connection is gone; the listener is told why.</returns>
    public bool Send(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        sendBuffer ??= new byte[ushort.MaxValue + FrameWriter.MaxHeader];
        var length = FrameWriter.Write(opcode, payload, sendBuffer);
        try
        {
            return socket.Send(sendBuffer.AsSpan(0, length), SocketFlags.None) == length;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => socket.Dispose();

    private static void CheckAnswer(string head, string? subprotocol)
    {
        var status = head.Split("\r\n")[0];
        if (!status.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) throw new InvalidDataException($"answered {status}");
        if (!head.Contains(Answer, StringComparison.Ordinal)) throw new InvalidDataException("answered with a wrong Sec-WebSocket-Accept");
        if (subprotocol is not null && !head.Contains(subprotocol, StringComparison.Ordinal)) throw new InvalidDataException($"does not speak {subprotocol}");
    }

    /// <summary>Takes all whole frames; gives the reason when a close is among them.</summary>
    private string? TakeFrames()
    {
        var used = 0;
        long needed;
        while (FrameReader.TryTake(buffer.AsSpan(used, filled - used), out var opcode, out var final, out var payload, out var length, out needed))
        {
            used += length;
            switch (opcode)
            {
                case Opcode.Text or Opcode.Binary when final:
                    listener.OnText(payload);
                    break;
                case Opcode.Text or Opcode.Binary or Opcode.Continuation:
                    TakeFragment(opcode, final, payload);
                    break;
                case Opcode.Ping:
                    listener.OnPing(payload);
                    break;
                case Opcode.Pong:
                    break;
                case Opcode.Close:
                    return payload.Length < 2
                        ? "closed"
                        : $"closed {BinaryPrimitives.ReadUInt16BigEndian(payload)} {Encoding.UTF8.GetString(payload[2..])}".TrimEnd();
                default:
                    throw new InvalidDataException($"opcode {(int)opcode}");
            }
        }

        Consume(used);
        MakeRoom((int)needed);
        return null;
    }

    private void TakeFragment(Opcode opcode, bool final, ReadOnlySpan<byte> payload)
    {
        var before = opcode == Opcode.Continuation ? fragments ?? throw new InvalidDataException("continuation of nothing") : [];
        if (before.Length + payload.Length > MessageLimit) throw new InvalidDataException("message too large");
        fragments = [.. before, .. payload];
        if (!final) return;
        var whole = fragments;
        fragments = null;
        listener.OnText(whole);
    }

    private void Consume(int used)
    {
        if (used == 0) return;
        buffer.AsSpan(used, filled - used).CopyTo(buffer);
        filled -= used;
    }

    private void MakeRoom(int needed)
    {
        if (buffer.Length >= Math.Max(needed, filled + 1)) return;
        Array.Resize(ref buffer, Math.Max(needed, buffer.Length * 2));
    }
}
