using ScriptChat.Diagnostics;

namespace ScriptChat.Compiler.Checks;

/// <summary>Members of a type that a script should not use, and what it should use instead.</summary>
/// <param name="Code">The code.</param>
/// <param name="Space">The type's namespace.</param>
/// <param name="Type">The type's name without its arity.</param>
/// <param name="Members">The members' names; empty for all methods and properties.</param>
/// <param name="What">What is wrong with it, after the member's name; and what to do.</param>
internal sealed record Ban(DiagnosticCode Code, string Space, string Type, string[] Members, string What)
{
    /// <summary>Which constructors count.</summary>
    public Makes Makes { get; init; } = Makes.Never;

    /// <summary>Members that do nothing by themselves, where all others count.</summary>
    public string[] Harmless { get; init; } = [];

    /// <summary>Only overloads with a parameter of this type; null for all.</summary>
    public string? Taking { get; init; }

    /// <summary>Whether it counts wherever it stands, in model scripts and effects too.</summary>
    public bool Everywhere => Code.Severity == Severity.Error;
}

/// <summary>Which constructors of a type count.</summary>
internal enum Makes
{
    /// <summary>None.</summary>
    Never,

    /// <summary>All.</summary>
    Always,

    /// <summary>The one without parameters.</summary>
    WithNothing,

    /// <summary>Those with parameters.</summary>
    WithSomething,

    /// <summary>Those whose first parameter is a path.</summary>
    WithPath,
}
