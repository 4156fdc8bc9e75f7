using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ScriptChat.Tools.Load.Wire;

/// <summary>Writes a client's WebSocket frames (RFC 6455): unfragmented, masked.</summary>
internal static class FrameWriter
{
    /// <summary>How many bytes a header takes at most.</summary>
    public const int MaxHeader = 14;

    // The mask keeps proxies from being fooled; here it only has to be there, and cost what it costs any client.
    private const uint Mask = 0x3d21fa37;

    /// <summary>Writes a frame.</summary>
    /// <param name="opcode">What it is.</param>
    /// <param name="payload">Its content; at most 65,535 bytes.</param>
    /// <param name="destination">Where to; <see cref="MaxHeader"/> longer than the content.</param>
    /// <returns>The frame's length.</returns>
    public static int Write(Opcode opcode, ReadOnlySpan<byte> payload, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, ushort.MaxValue, nameof(payload));
        destination[0] = (byte)(0x80 | (int)opcode);
        var header = 2;
        if (payload.Length < 126)
        {
            destination[1] = (byte)(0x80 | payload.Length);
        }
        else
        {
            destination[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payload.Length);
            header = 4;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(destination[header..], Mask);
        header += sizeof(uint);
        var content = destination.Slice(header, payload.Length);
        payload.CopyTo(content);
        ApplyMask(content);
        return header + payload.Length;
    }

    private static void ApplyMask(Span<byte> content)
    {
        var whole = content.Length & ~3;
        foreach (ref var word in MemoryMarshal.Cast<byte, uint>(content[..whole])) word ^= Mask;
        for (var i = whole; i < content.Length; i++) content[i] ^= (byte)(Mask >> (8 * (i & 3)));
    }
}
