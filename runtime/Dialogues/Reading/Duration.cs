using System.Globalization;

namespace ScriptChat.Dialogues.Reading;

/// <summary>Spans of time as people write them: <c>30 s</c>, <c>5 min</c>, <c>1.5 h</c>.</summary>
internal static class Duration
{
    // Timers of the framework hold about 49 days; a play that waits longer waits for nothing.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>Reads one.</summary>
    /// <param name="text">A number and a unit.</param>
    /// <param name="time">The span, when it is one.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        text = text.Trim();
        var digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.')) digits++;
        if (!double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        if (UnitOf(text[digits..].Trim()) is not { } unit || number * unit > Longest.TotalSeconds) return false;
        time = TimeSpan.FromMilliseconds((long)Math.Round(number * unit * 1000));
        return true;
    }

    /// <summary>Whether a line looks as if it began with a duration.</summary>
    /// <param name="text">The line.</param>
    public static bool StartsLikeOne(ReadOnlySpan<char> text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.');

    private static double? UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" or "millisecond" or "milliseconds" => 0.001,
        "s" or "sec" or "second" or "seconds" => 1,
        "m" or "min" or "minute" or "minutes" => 60,
        "h" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86400,
        _ => null,
    };
}
