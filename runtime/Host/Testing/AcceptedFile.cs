using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Host.Testing;

/// <summary>Writes what happened into a dialogue's file: in its encoding, with its line ends, all of it or nothing.</summary>
internal static class AcceptedFile
{
    /// <summary>Writes it.</summary>
    /// <param name="dialogue">The dialogue as it was read.</param>
    /// <param name="accepted">Its new text.</param>
    /// <returns>Null, or why it could not be.</returns>
    public static Diagnostic? Write(Dialogue dialogue, string accepted)
    {
        try
        {
            // A link stays a link.
            var path = new FileInfo(dialogue.Path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? dialogue.Path;
            var (text, encoding) = Read(path);
            if (!text.Split('\n').Select(line => line.TrimEnd('\r')).SequenceEqual(dialogue.Source, StringComparer.Ordinal))
                return Refusal(dialogue, "it has been changed since it was read, and is left as it is; run the test again");

            var draft = $"{path}.{Guid.NewGuid():N}.tmp";
            try
            {
                File.WriteAllText(draft, text.Contains("\r\n", StringComparison.Ordinal) ? accepted.Replace("\n", "\r\n", StringComparison.Ordinal) : accepted, encoding);
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, File.GetUnixFileMode(path));
                File.Move(draft, path, overwrite: true);
            }
            finally
            {
                File.Delete(draft);
            }

            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refusal(dialogue, $"it can't be rewritten: {error.Message.TrimEnd('.')}; see that it may be written");
        }
    }

    private static (string Text, Encoding Encoding) Read(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true);
        var text = reader.ReadToEnd();
        return (text, reader.CurrentEncoding);
    }

    private static Diagnostic Refusal(Dialogue dialogue, string text) => new(DialogueCodes.NotAccepted, text, dialogue.Path);
}
