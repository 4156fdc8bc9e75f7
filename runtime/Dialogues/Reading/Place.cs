using ScriptChat.Diagnostics;

namespace ScriptChat.Dialogues.Reading;

/// <summary>A piece of a line and where it stands, so that what is wrong with it can be said there.</summary>
/// <param name="Errors">Where to say it.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column of the first character, counted from 1.</param>
/// <param name="Text">The piece.</param>
internal readonly record struct Place(DiagnosticBag Errors, string Path, int Line, int Column, string Text)
{
    /// <summary>The piece from a character on.</summary>
    public Place From(int start) => this with { Column = Column + start, Text = Text[start..] };

    /// <summary>A part of the piece.</summary>
    public Place Part(int start, int end) => this with { Column = Column + start, Text = Text[start..end] };

    /// <summary>The piece without blanks around it.</summary>
    public Place Trimmed()
    {
        var start = Text.Length - Text.TrimStart().Length;
        return this with { Column = Column + start, Text = Text.Trim() };
    }

    /// <summary>Says what is wrong.</summary>
    /// <param name="code">The code.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="offset">Where in the piece.</param>
    public void Error(DiagnosticCode code, string message, int offset = 0) => Errors.Add(code, message, Path, Line, Column + offset);
}
