using ScriptChat.Diagnostics;

namespace ScriptChat.Services.Terminal.Client;

/// <summary>How a terminal client's chat ended.</summary>
/// <param name="End">How.</param>
/// <param name="Error">What was wrong, in one line, when it <see cref="TerminalEnd.Failed"/>.</param>
public sealed record TerminalClientResult(TerminalEnd End, Diagnostic? Error = null);
