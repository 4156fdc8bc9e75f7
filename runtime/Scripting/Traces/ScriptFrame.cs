namespace ScriptChat.Scripting.Traces;

/// <summary>A line of a script in a stack.</summary>
/// <param name="Path">The script's full path; empty when it is not known.</param>
/// <param name="Line">The line, counted from 1; 0 when it is not known.</param>
/// <param name="Function">The function that it is in.</param>
public sealed record ScriptFrame(string Path, int Line, string Function)
{
    /// <summary>The function's last line, where no more is known than that it is one from <see cref="Line"/> to this one; else 0.</summary>
    public int LastLine { get; init; }

    /// <summary><c>worlds.csx:line 12 in parley</c>; <c>worlds.csx:line 10 to 14 in parley</c>; without a line <c>parley</c>.</summary>
    public override string ToString() =>
        Line == 0 ? Function : $"{System.IO.Path.GetFileName(Path)}:line {Line}{(LastLine > Line ? $" to {LastLine}" : "")} in {Function}";
}
