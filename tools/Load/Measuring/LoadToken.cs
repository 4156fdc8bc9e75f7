using System.Buffers.Text;
using System.Globalization;
using System.Text.Unicode;

namespace ScriptChat.Tools.Load.Measuring;

/// <summary>What a numbered message carries in its text, so that nothing has to be remembered of those under way:
/// <c>~sender.number.sent~</c>.</summary>
/// <param name="Sender">The connection that sent it.</param>
/// <param name="Number">Its number there, counted from 1.</param>
/// <param name="Sent">When it was sent, or was to be sent, as a timestamp of this process.</param>
internal readonly record struct LoadToken(int Sender, long Number, long Sent)
{
    private const byte Mark = (byte)'~';

    /// <summary>Writes it.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="written">How many bytes it took.</param>
    public bool TryWrite(Span<byte> destination, out int written) =>
        Utf8.TryWrite(destination, CultureInfo.InvariantCulture, $"~{Sender}.{Number}.{Sent}~", out written);

    /// <summary>Finds one anywhere in a text: a world may put words around it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="token">What was found.</param>
    public static bool TryFind(ReadOnlySpan<byte> text, out LoadToken token)
    {
        token = default;
        var start = text.IndexOf(Mark);
        if (start < 0) return false;
        var rest = text[(start + 1)..];
        if (!TakeNumber(ref rest, (byte)'.', out var sender) || !TakeNumber(ref rest, (byte)'.', out var number) || !TakeNumber(ref rest, Mark, out var sent))
            return false;
        if (sender is < 0 or > int.MaxValue || number < 1) return false;
        token = new LoadToken((int)sender, number, sent);
        return true;
    }

    private static bool TakeNumber(ref ReadOnlySpan<byte> text, byte end, out long number)
    {
        if (!Utf8Parser.TryParse(text, out number, out var used) || used >= text.Length || text[used] != end) return false;
        text = text[(used + 1)..];
        return true;
    }
}
