using System.Globalization;
using System.Text;
using System.Text.Json;
using ScriptChat.Tools.Load.Measuring;

namespace ScriptChat.Tools.Load.Running;

/// <summary>Writes what a client says, in its protocol, into a buffer that the thread keeps.</summary>
internal sealed class ClientFrames
{
    private const int BufferSize = ushort.MaxValue;

    [ThreadStatic] private static byte[]? buffer;

    private readonly byte[] beforeId;
    private readonly byte[] beforeText;
    private readonly byte[] afterText;
    private readonly bool hasIds;

    /// <summary>Frames of a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="size">How many characters are added to each numbered message.</param>
    /// <param name="run">A name of this run that no other has, for the ids of its messages.</param>
    public ClientFrames(Protocol protocol, int size, string run)
    {
        hasIds = protocol == Protocol.V1;
        beforeId = Encoding.UTF8.GetBytes(hasIds ? $"{{\"type\":\"message\",\"id\":\"{run}-" : "");
        beforeText = Encoding.UTF8.GetBytes(hasIds ? "\",\"text\":\"" : "{\"text\":\"");
        afterText = Encoding.UTF8.GetBytes(new string('x', size) + "\"}");
    }

    /// <summary>What opens a session of the second protocol.</summary>
    public static ReadOnlySpan<byte> Hello => "{\"type\":\"hello\"}"u8;

    /// <summary>Says that messages have come.</summary>
    /// <param name="seq">The number of the last.</param>
    public static ReadOnlySpan<byte> Ack(long seq) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"type\":\"ack\",\"seq\":{seq}}}"));

    /// <summary>A numbered message. Valid until this thread writes the next.</summary>
    /// <param name="token">Its number and time.</param>
    public ReadOnlySpan<byte> Numbered(LoadToken token)
    {
        var at = Begin(token.Sender, token.Number);
        token.TryWrite(buffer.AsSpan(at), out var written);
        return End(at + written);
    }

    /// <summary>A message with words. Valid until this thread writes the next.</summary>
    /// <param name="sender">The connection.</param>
    /// <param name="index">Which of its opening words.</param>
    /// <param name="text">The words.</param>
    public ReadOnlySpan<byte> Words(int sender, int index, string text)
    {
        var at = Begin(sender, -1 - index);
        var escaped = JsonEncodedText.Encode(text).EncodedUtf8Bytes;
        escaped.CopyTo(buffer.AsSpan(at));
        at += escaped.Length;
        "\"}"u8.CopyTo(buffer.AsSpan(at));
        return buffer.AsSpan(0, at + 2);
    }

    private int Begin(int sender, long number)
    {
        buffer ??= new byte[BufferSize];
        var at = 0;
        if (hasIds)
        {
            beforeId.CopyTo(buffer.AsSpan());
            at = beforeId.Length;
            System.Text.Unicode.Utf8.TryWrite(buffer.AsSpan(at), CultureInfo.InvariantCulture, $"{sender}-{number}", out var written);
            at += written;
        }

        beforeText.CopyTo(buffer.AsSpan(at));
        return at + beforeText.Length;
    }

    private ReadOnlySpan<byte> End(int at)
    {
        afterText.CopyTo(buffer.AsSpan(at));
        return buffer.AsSpan(0, at + afterText.Length);
    }
}
