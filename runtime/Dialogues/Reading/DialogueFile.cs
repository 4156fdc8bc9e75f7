using System.Buffers;
using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Reading;

/// <summary>Reads <c>*.dialogue</c> files.</summary>
public static class DialogueFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file. UTF-8, with or without a mark; UTF-16 with one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Where to say everything that is wrong with it.</param>
    /// <returns>The dialogue; null when something is wrong.</returns>
    public static Dialogue? Read(string path, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        byte[] bytes = [];
        try
        {
            bytes = File.ReadAllBytes(path);
            using var reader = new StreamReader(new MemoryStream(bytes), Strict, detectEncodingFromByteOrderMarks: true);
            return Parse(path, reader.ReadToEnd(), diagnostics);
        }
        catch (DecoderFallbackException)
        {
            var (line, column) = FirstBadByte(bytes);
            diagnostics.Add(DialogueCodes.NotText, "this is not UTF-8; save the file as UTF-8", path, line, column);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(DialogueCodes.NotText, $"it can't be read: {error.Message.TrimEnd('.')}; see that it is there and may be read", path);
        }

        return null;
    }

    private static (int Line, int Column) FirstBadByte(ReadOnlySpan<byte> rest)
    {
        var (line, column) = (1, 1);
        while (Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done)
        {
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + rune.Utf16SequenceLength);
            rest = rest[length..];
        }

        return (line, column);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="path">What to call it in messages; files that it sends are looked up beside it.</param>
    /// <param name="text">The text.</param>
    /// <param name="diagnostics">Where to say everything that is wrong with it.</param>
    /// <returns>The dialogue; null when something is wrong.</returns>
    public static Dialogue? Parse(string path, string text, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var errors = new DiagnosticBag();
        string[] lines = [.. text.Split('\n').Select(line => line.TrimEnd('\r'))];
        var dialogue = new DialogueParser(path, errors).Read(lines);
        diagnostics.AddRange(errors.OrderBy(error => error.Line).ThenBy(error => error.Column));
        return errors.HasErrors ? null : dialogue;
    }
}
