using Microsoft.CodeAnalysis.Text;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Something put into a script's text that neither an error nor the debugger may show.</summary>
/// <param name="At">Where, in the author's text.</param>
/// <param name="Hidden">What is put in.</param>
/// <param name="Closes">Whether it ends something: such an edit comes before one that begins something at the same place.</param>
internal sealed record Edit(int At, string Hidden, bool Closes = false)
{
    /// <summary>How much of the author's text it replaces.</summary>
    public int Removed { get; init; }

    /// <summary>Put in after <see cref="Hidden"/>, and shown as <see cref="ShownAs"/>.</summary>
    public string Shown { get; init; } = "";

    /// <summary>The author's text that <see cref="Shown"/> stands for.</summary>
    public TextSpan ShownAs { get; init; }

    /// <summary>Whether it stands in an interpolated string, where no line of its own is possible.</summary>
    public bool Inline { get; init; }
}
