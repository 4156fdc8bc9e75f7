using System.Text.Json;

namespace ScriptChat.Tools.Load.Running;

/// <summary>A frame from the service, as far as the client cares, of either protocol. Points into what it was read from.</summary>
internal readonly ref struct ServerFrame
{
    private ServerFrame(FrameKind kind, ReadOnlySpan<byte> text, ReadOnlySpan<byte> code, long seq)
    {
        Kind = kind;
        Text = text;
        Code = code;
        Seq = seq;
    }

    /// <summary>What it is.</summary>
    public FrameKind Kind { get; }

    /// <summary>Its text, as it stands in the JSON (escapes and all); empty when it has none.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>The code of an error; empty in others.</summary>
    public ReadOnlySpan<byte> Code { get; }

    /// <summary>Its number; 0 when it has none.</summary>
    public long Seq { get; }

    /// <summary>Reads a frame.</summary>
    /// <param name="json">The frame.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ServerFrame Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var kind = FrameKind.Message;
        ReadOnlySpan<byte> text = default, code = default;
        long seq = 0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return new ServerFrame(FrameKind.Other, text, code, seq);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                if (name.SequenceEqual("text"u8)) text = reader.ValueSpan;
                else if (name.SequenceEqual("code"u8)) code = reader.ValueSpan;
                else if (name.SequenceEqual("type"u8)) kind = KindOf(reader.ValueSpan);
            }
            else if (reader.TokenType == JsonTokenType.Number)
            {
                if (name.SequenceEqual("seq"u8) && reader.TryGetInt64(out var number)) seq = number;
            }
            else
            {
                reader.Skip();
            }
        }

        return new ServerFrame(code.IsEmpty ? kind : FrameKind.Error, text, code, seq);
    }

    private static FrameKind KindOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("message"u8) ? FrameKind.Message
        : type.SequenceEqual("ack"u8) ? FrameKind.Ack
        : type.SequenceEqual("welcome"u8) ? FrameKind.Welcome
        : type.SequenceEqual("error"u8) ? FrameKind.Error
        : FrameKind.Other;
}
