using System.Buffers;

namespace ScriptChat.Services.WebSocket.Frames;

/// <summary>A frame on its way out, in a rented buffer that its sender gives back.</summary>
internal readonly record struct Frame(byte[] Buffer, int Length)
{
    public ReadOnlyMemory<byte> Bytes => Buffer.AsMemory(0, Length);

    public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
}
