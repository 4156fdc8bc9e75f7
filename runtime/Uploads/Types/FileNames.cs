using System.Globalization;
using System.Text;

namespace ScriptChat.Uploads.Types;

/// <summary>Names of files as people gave them, made safe to show and to save under. They never name anything on this machine.</summary>
public static class FileNames
{
    private const int Letters = 100;

    /// <summary>A stored file's name, made safe.</summary>
    /// <param name="stated">What the client called it; null for nothing.</param>
    /// <param name="mimeType">What it is stored as.</param>
    /// <returns>The name, or null when nothing of it is left.</returns>
    public static string? Clean(string? stated, string mimeType) => FileTypes.Of(mimeType) is { } type ? Clean(stated, type) : null;

    /// <summary>A name without folders, without letters that can't be seen or turn the direction of writing, of bounded length, and
    /// with an ending that fits the type.</summary>
    /// <param name="stated">What the client called it; null for nothing.</param>
    /// <param name="type">What it is.</param>
    /// <returns>The name, or null when nothing of it is left.</returns>
    internal static string? Clean(string? stated, FileType type)
    {
        if (stated is null) return null;
        var last = stated[(stated.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        var clean = new StringBuilder(Math.Min(last.Length, Letters));
        foreach (var rune in last.EnumerateRunes())
        {
            if (clean.Length >= Letters) break;
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) continue;
            if (rune == Rune.ReplacementChar) continue;
            if (rune.IsAscii && "\"<>|*?".Contains((char)rune.Value, StringComparison.Ordinal)) clean.Append('_');
            else clean.Append(rune.ToString());
        }

        var name = clean.ToString().Trim().Trim('.').Trim();
        if (name.Length == 0) return null;
        return Fits(Path.GetExtension(name), type) ? name : name + type.Extension;
    }

    private static bool Fits(string extension, FileType type) =>
        string.Equals(extension, type.Extension, StringComparison.OrdinalIgnoreCase)
        || (type.MimeType, extension.ToLowerInvariant()) is ("image/jpeg", ".jpeg") or ("image/png", ".apng") or ("text/plain", ".md" or ".csv" or ".json" or ".log")
            or ("audio/ogg", ".oga" or ".opus") or ("audio/wav", ".wave") or ("audio/mp4", ".mp4") or ("video/mp4", ".m4v");
}
