namespace ScriptChat.Inspection.Places;

/// <summary>A function of a script that waits, and the line at which it does.</summary>
/// <param name="Path">The script's full path; empty for a function that is no script's, such as one of a ready-made world.</param>
/// <param name="Line">The line, counted from 1; 0 where it is not known.</param>
/// <param name="Function">The function.</param>
/// <param name="Machine">What holds its variables; null for a function that is no script's.</param>
internal sealed record WaitingPlace(string Path, int Line, string Function, object? Machine);
