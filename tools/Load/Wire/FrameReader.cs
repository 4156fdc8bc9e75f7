using System.Buffers.Binary;

namespace ScriptChat.Tools.Load.Wire;

/// <summary>Takes a server's WebSocket frames (RFC 6455) out of what has arrived so far.</summary>
internal static class FrameReader
{
    /// <summary>Takes one frame off the front.</summary>
    /// <param name="arrived">What has arrived.</param>
    /// <param name="opcode">What the frame is.</param>
    /// <param name="final">Whether the message ends with it.</param>
    /// <param name="payload">Its content.</param>
    /// <param name="used">How long it was.</param>
    /// <param name="needed">How many bytes the frame takes, as far as that is known, when it is not whole yet.</param>
    /// <returns>False when it is not whole yet.</returns>
    /// <exception cref="InvalidDataException">A server may not send that.</exception>
    public static bool TryTake(ReadOnlySpan<byte> arrived, out Opcode opcode, out bool final, out ReadOnlySpan<byte> payload, out int used, out long needed)
    {
        opcode = default;
        final = false;
        payload = default;
        used = 0;
        needed = 2;
        if (arrived.Length < 2) return false;
        if ((arrived[1] & 0x80) != 0) throw new InvalidDataException("masked frame from the server");
        opcode = (Opcode)(arrived[0] & 0x0f);
        final = (arrived[0] & 0x80) != 0;
        var (header, length) = (2, (long)(arrived[1] & 0x7f));
        if (length == 126)
        {
            needed = header = 4;
            if (arrived.Length < header) return false;
            length = BinaryPrimitives.ReadUInt16BigEndian(arrived[2..]);
        }
        else if (length == 127)
        {
            needed = header = 10;
            if (arrived.Length < header) return false;
            length = BinaryPrimitives.ReadInt64BigEndian(arrived[2..]);
        }

        needed = header + length;
        if (needed is < 2 or > WireConnection.MessageLimit) throw new InvalidDataException("frame too large");
        if (arrived.Length < needed) return false;
        payload = arrived.Slice(header, (int)length);
        used = (int)needed;
        return true;
    }
}
