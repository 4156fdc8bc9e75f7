using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace ScriptChat.Records.Export;

/// <summary>Writes JSON objects, each on a line of its own.</summary>
internal sealed class JsonLines(Stream output) : IAsyncDisposable
{
    private static readonly ReadOnlyMemory<byte> End = "\n"u8.ToArray();

    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private Utf8JsonWriter? writer;

    /// <summary>Begins an object.</summary>
    public Utf8JsonWriter Begin()
    {
        buffer.ResetWrittenCount();
        if (writer is null) writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        else writer.Reset(buffer);
        writer.WriteStartObject();
        return writer;
    }

    /// <summary>Ends the object and its line.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        writer!.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        await output.WriteAsync(End, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is not null) await writer.DisposeAsync();
        await output.FlushAsync();
    }
}

/// <summary>The parts that all of them have.</summary>
internal static class JsonParts
{
    /// <summary>Writes a text with all its characters.</summary>
    public static void Text(this Utf8JsonWriter json, string name, string? value)
    {
        json.WritePropertyName(name);
        if (value is null) json.WriteNullValue();
        else json.WriteRawValue(JsonText.Quote(value), skipInputValidation: true);
    }

    /// <summary>Writes texts.</summary>
    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteRawValue(JsonText.Quote(value), skipInputValidation: true);
        json.WriteEndArray();
    }

    /// <summary>Writes a time.</summary>
    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset? time) => json.WriteString(name, time is { } at ? Timestamp(at) : null);

    /// <summary>A time as it is exported: UTC, in milliseconds.</summary>
    public static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
