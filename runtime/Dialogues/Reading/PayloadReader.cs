using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Reading;

/// <summary>Reads what somebody sends beside words: <c>&lt;image cat.png&gt;</c>, a file beside the dialogue or an address.</summary>
internal static class PayloadReader
{
    /// <summary>Reads it.</summary>
    /// <param name="place">What stands between the angle brackets.</param>
    /// <returns>The payload, or null after saying what is wrong.</returns>
    public static Payload? Read(Place place)
    {
        var words = place.Text.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is not [var kind, var source])
        {
            place.Error(DialogueCodes.UnknownLine, "a payload has a kind and a file or an address; write it as '<image cat.png>'");
            return null;
        }

        if (source.Contains("://", StringComparison.Ordinal)) return new Payload { Type = kind, Url = source };
        try
        {
            var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(place.Path))!, source);
            return new Payload { Type = kind, Data = Convert.ToBase64String(File.ReadAllBytes(file)), MimeType = MimeTypeOf(file) };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            place.Error(DialogueCodes.NoFile, $"'{source}' can't be read: {error.Message.TrimEnd('.')}; put the file beside the dialogue");
            return null;
        }
    }

    private static string? MimeTypeOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".mp3" => "audio/mpeg",
        ".mp4" => "video/mp4",
        ".pdf" => "application/pdf",
        _ => null,
    };
}
