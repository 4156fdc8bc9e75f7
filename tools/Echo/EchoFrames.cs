using System.Buffers;
using System.Text.Json;

namespace ScriptChat.Tools.Echo;

/// <summary>Turns a client's frame into the answer that says the same.</summary>
internal static class EchoFrames
{
    [ThreadStatic] private static Utf8JsonWriter? writer;

    /// <summary>Writes the answer to a frame.</summary>
    /// <param name="frame">The client's JSON.</param>
    /// <param name="answer">Where the answer goes.</param>
    /// <returns>False when the frame is not an object with a text.</returns>
    public static bool TryAnswer(ReadOnlySpan<byte> frame, IBufferWriter<byte> answer)
    {
        try
        {
            var reader = new Utf8JsonReader(frame);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isText = reader.ValueTextEquals("text"u8);
                if (!reader.Read()) return false;
                if (isText && reader.TokenType == JsonTokenType.String)
                {
                    Write(ref reader, answer);
                    return true;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // The caller closes the connection with the reason.
        }

        return false;
    }

    /// <summary>Writes a frame with words of the server's own.</summary>
    /// <param name="text">The words.</param>
    /// <param name="frame">Where the frame goes.</param>
    public static void Write(ReadOnlySpan<byte> text, IBufferWriter<byte> frame)
    {
        var json = Begin(frame);
        json.WriteString("text"u8, text);
        End(json);
    }

    private static void Write(ref Utf8JsonReader reader, IBufferWriter<byte> answer)
    {
        var json = Begin(answer);
        if (reader.ValueIsEscaped) json.WriteString("text"u8, reader.GetString());
        else json.WriteString("text"u8, reader.ValueSpan);
        End(json);
    }

    private static Utf8JsonWriter Begin(IBufferWriter<byte> output)
    {
        writer ??= new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        writer.Reset(output);
        writer.WriteStartObject();
        return writer;
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteNull("quick_replies"u8);
        json.WriteEndObject();
        json.Flush();
    }
}
