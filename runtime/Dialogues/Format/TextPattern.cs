using System.Text.RegularExpressions;

namespace ScriptChat.Dialogues.Format;

/// <summary>What a text must be: the words themselves, words with <c>...</c> for any text, or a regular expression.</summary>
public sealed class TextPattern
{
    private readonly string[] pieces;
    private readonly Regex? regex;

    /// <summary>Words with any text between the pieces.</summary>
    /// <param name="pieces">The pieces, at least one; a single one is the whole text.</param>
    internal TextPattern(params string[] pieces) => this.pieces = pieces;

    /// <summary>A regular expression that must match the whole text.</summary>
    internal TextPattern(Regex regex)
    {
        pieces = [];
        this.regex = regex;
    }

    /// <summary>Whether a text is as it must be.</summary>
    /// <param name="text">The text.</param>
    public bool Matches(string text)
    {
        if (regex is not null) return regex.IsMatch(text);
        if (pieces.Length == 1) return string.Equals(text, pieces[0], StringComparison.Ordinal);
        if (!text.StartsWith(pieces[0], StringComparison.Ordinal)) return false;

        // Each piece between two gaps is taken at its first place: if a match exists at all, then one exists that way.
        var at = pieces[0].Length;
        for (var index = 1; index < pieces.Length - 1; index++)
        {
            var found = text.IndexOf(pieces[index], at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + pieces[index].Length;
        }

        return text.Length - at >= pieces[^1].Length && text.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}
