using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScriptChat.Services.WebSocket.Frames;

/// <summary>Writes one frame at a time into a rented buffer. Each thread keeps one writer; a frame costs no allocation.</summary>
internal sealed class FrameWriter : IBufferWriter<byte>
{
    private const int FirstBytes = 512;

    // Frames are JSON and never part of a page: what people write stays readable UTF-8 instead of escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static FrameWriter? idle;

    private byte[] buffer = [];
    private int length;

    private FrameWriter() => Json = new Utf8JsonWriter(this, Options);

    /// <summary>Where to write the frame's fields, inside its object.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Begins a frame.</summary>
    public static FrameWriter Begin()
    {
        var writer = idle ?? new FrameWriter();
        idle = null;
        writer.buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        writer.length = 0;
        writer.Json.Reset(writer);
        writer.Json.WriteStartObject();
        return writer;
    }

    /// <summary>Ends the frame and hands it over.</summary>
    public Frame End()
    {
        Json.WriteEndObject();
        Json.Flush();
        var frame = new Frame(buffer, length);
        buffer = [];
        idle = this;
        return frame;
    }

    /// <summary>Gives the frame up.</summary>
    public void Drop() => End().Return();

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return buffer.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return buffer.AsSpan(length);
    }

    private void Reserve(int more)
    {
        var needed = length + Math.Max(more, 1);
        if (needed <= buffer.Length) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, buffer.Length * 2));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
