using ScriptChat.Diagnostics;

namespace ScriptChat.Uploads.Limits;

/// <summary>A file, or a reference to one, is refused. Nothing of it was kept.</summary>
/// <param name="code">The code.</param>
/// <param name="reason">What is wrong, without what people wrote.</param>
/// <param name="inner">What the system said.</param>
public sealed class UploadException(DiagnosticCode code, string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>The code.</summary>
    public DiagnosticCode Code { get; } = code;

    /// <summary>What is wrong and what to do, for the client's author.</summary>
    public string Text => $"{Message}; {Code.Advice}";
}
