using System.Buffers;

namespace ScriptChat.Tools.Echo;

/// <summary>A growing buffer that is given back to the pool.</summary>
internal sealed class PooledWriter : IBufferWriter<byte>, IDisposable
{

    private byte[] buffer;
    private int written;

    /// <summary>Rents a buffer.</summary>
    /// <param name="size">How large at least.</param>
    public PooledWriter(int size) => buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>What was written so far.</summary>
    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, written);

    /// <inheritdoc />
    public void Advance(int count) => written += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = written + Math.Max(sizeHint, 1);
        if (needed > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
            Written.Span.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsMemory(written);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        written = 0;
    }
}
