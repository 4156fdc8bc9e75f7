using System.Text;

namespace ScriptChat.Services.Terminal.Screen;

/// <summary>The few control sequences that a chat needs, and the guard against those of others.</summary>
internal static class Ansi
{
    public const string ClearLine = "\r\u001b[2K";
    public const string Dim = "\u001b[2m";
    public const string Bold = "\u001b[1m";
    public const string Reset = "\u001b[0m";

    private static readonly int[] SpeakerColors = [36, 33, 35, 32, 34, 31, 96, 93, 95, 92];

    /// <summary>The colour of the nth speaker.</summary>
    public static string Speaker(int index) => $"\u001b[{SpeakerColors[index % SpeakerColors.Length]}m";

    /// <summary>Text that can't command the terminal: whoever writes to us could otherwise move its cursor or worse.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(char.IsControl)) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            if (letter is '\n' || !char.IsControl(letter)) clean.Append(letter);
            else if (letter is '\t') clean.Append("    ");
            else clean.Append('\uFFFD');
        }

        return clean.ToString();
    }
}
