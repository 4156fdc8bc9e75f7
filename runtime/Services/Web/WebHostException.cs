using ScriptChat.Diagnostics;

namespace ScriptChat.Services.Web;

/// <summary>The web host can't listen: its port is in use, or the address is not this machine's. The message is one line for people.</summary>
/// <param name="code">The code, <c>SC4030</c> or <c>SC4031</c>.</param>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">What the system said.</param>
public sealed class WebHostException(DiagnosticCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The code.</summary>
    public DiagnosticCode Code { get; } = code;

    /// <summary>The whole line: <c>error SC4030: ...</c>.</summary>
    public Diagnostic ToDiagnostic() => new(Code, Message);
}
