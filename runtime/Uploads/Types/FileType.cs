namespace ScriptChat.Uploads.Types;

/// <summary>What a file is, as its bytes show.</summary>
/// <param name="Name">What people call it: <c>PNG image</c>.</param>
/// <param name="Kind">A payload's type: <c>image</c>, <c>audio</c>, <c>video</c> or <c>file</c>; empty for what is never taken.</param>
/// <param name="MimeType">The media type under which it is served; empty for what is never taken.</param>
/// <param name="Extension">How its name ends, with the dot.</param>
internal sealed record FileType(string Name, string Kind, string MimeType, string Extension)
{
    /// <summary>Whether files of this type can be taken at all.</summary>
    public bool IsKnown => Kind.Length > 0;
}
