using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Results;

/// <summary>What became of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Sights">For each sight of the step, for each of its people, how what they saw goes with what is expected.</param>
/// <param name="Others">What people saw of whom the step says nothing.</param>
/// <param name="Notes">What else was wrong.</param>
internal sealed record StepOutcome(
    Step Step,
    IReadOnlyList<IReadOnlyList<PersonOutcome>> Sights,
    IReadOnlyList<PersonOutcome> Others,
    IReadOnlyList<Note> Notes)
{
    /// <summary>How the failures of worlds go with what is expected.</summary>
    public IReadOnlyList<Pair> Failures { get; init; } = [];
}

/// <summary>What a person saw in a sight, beside what was expected.</summary>
/// <param name="Person">Who.</param>
/// <param name="Pairs">In order.</param>
internal sealed record PersonOutcome(string Person, IReadOnlyList<Pair> Pairs)
{
    /// <summary>Whether all is as expected.</summary>
    public bool IsRight => Pairs.All(pair => pair.IsRight);
}

/// <summary>An expectation and what was seen in its place.</summary>
/// <param name="Expected">The expectation; null when something was seen that nobody expected.</param>
/// <param name="Seen">What was seen; null when nothing was. For <c>...</c> it is null too.</param>
/// <param name="IsRight">Whether they go together.</param>
internal readonly record struct Pair(Expectation? Expected, Seen? Seen, bool IsRight);

/// <summary>Something wrong with a step that is not about what somebody saw.</summary>
/// <param name="Person">Whom it is about; null for nobody.</param>
/// <param name="Text">What is wrong and what to do.</param>
/// <param name="Code">The code.</param>
internal sealed record Note(string? Person, string Text, DiagnosticCode Code);
