using System.Text;
using System.Text.Unicode;

namespace ScriptChat.Uploads.Types;

/// <summary>Tells plain text from markup, scripts and bytes without meaning.</summary>
internal static class PlainText
{
    private const int SniffedBytes = 1024;

    private static readonly FileType Unknown = FileTypes.Refused("file of an unknown type");

    private static readonly (string Word, string Name)[] Markup =
    [
        ("<svg", "SVG image"),
        ("<!doctype html", "HTML page"),
        ("<html", "HTML page"),
        ("<head", "HTML page"),
        ("<body", "HTML page"),
        ("<script", "HTML page"),
        ("<iframe", "HTML page"),
        ("<?xml", "XML document"),
    ];

    /// <summary>What a file is that no signature tells.</summary>
    public static FileType Of(Stream file, ReadOnlySpan<byte> head)
    {
        var begin = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (begin.StartsWith("#!"u8)) return FileTypes.Refused("script");
        // Browsers of old looked into the first bytes of a text for tags, and took it for a page.
        var text = Encoding.Latin1.GetString(begin[..Math.Min(begin.Length, SniffedBytes)]).Replace("\0", "", StringComparison.Ordinal);
        foreach (var (word, name) in Markup)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return FileTypes.Refused(name);
        }

        return IsText(file) ? FileTypes.Text : Unknown;
    }

    /// <summary>Whether it is UTF-8 throughout, without control characters other than line breaks and tabs.</summary>
    private static bool IsText(Stream file)
    {
        var buffer = new byte[64 * 1024];
        var kept = 0;
        while (true)
        {
            var count = kept + file.Read(buffer, kept, buffer.Length - kept);
            var isLast = count == kept;
            var part = buffer.AsSpan(0, count);
            var whole = isLast ? count : WholeLetters(part);
            if (!Utf8.IsValid(part[..whole])) return false;
            foreach (var one in part[..whole])
            {
                if (one is < 0x20 and not (0x09 or 0x0A or 0x0D or 0x0C) or 0x7F) return false;
            }

            if (isLast) return true;
            part[whole..].CopyTo(buffer);
            kept = count - whole;
        }
    }

    /// <summary>How many bytes there are without a letter that is cut at the end.</summary>
    private static int WholeLetters(ReadOnlySpan<byte> part)
    {
        for (var back = 1; back <= Math.Min(4, part.Length); back++)
        {
            var one = part[^back];
            if ((one & 0xC0) == 0x80) continue;
            var needs = one >= 0xF0 ? 4 : one >= 0xE0 ? 3 : one >= 0xC0 ? 2 : 1;
            return needs > back ? part.Length - back : part.Length;
        }

        return part.Length;
    }
}
