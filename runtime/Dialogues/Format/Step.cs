using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Format;

/// <summary>Something that is done, and all that people see of it before the next step.</summary>
/// <param name="Line">Where it stands, counted from 1.</param>
/// <param name="LastLine">The last line of what is done (of a speech of several lines), not of what is seen.</param>
/// <param name="Action">What is done.</param>
/// <param name="Sights">What is seen, in the order of the file.</param>
public sealed record Step(int Line, int LastLine, StepAction Action, IReadOnlyList<Sight> Sights)
{
    /// <summary>The worlds that fail meanwhile, in their order. A failure that does not stand here is a difference.</summary>
    public IReadOnlyList<ExpectedFailure> Failures { get; init; } = [];
}

/// <summary>What one or several people see after a step.</summary>
/// <param name="Line">The line that says who; 0 when it is the one who acted and no line says so.</param>
/// <param name="People">Who; never empty.</param>
/// <param name="Items">What, in order; empty for nothing at all.</param>
public sealed record Sight(int Line, IReadOnlyList<string> People, IReadOnlyList<Expectation> Items)
{
    /// <summary>The line of the word <c>nothing</c>; 0 when it is not there.</summary>
    public int NothingLine { get; init; }
}

/// <summary>Something that is done in a dialogue.</summary>
/// <param name="Person">Who does it; null when nobody does (time passes).</param>
public abstract record StepAction(string? Person);

/// <summary>Somebody comes in.</summary>
/// <param name="Person">Who.</param>
/// <param name="Plain">Whether with a plain client (ParlAI's frames): it has nothing to come back by, and its first message
/// is what opens the journey.</param>
public sealed record Enters(string Person, bool Plain) : StepAction(Person);

/// <summary>Somebody says something.</summary>
/// <param name="Person">Who.</param>
/// <param name="Text">The words.</param>
/// <param name="Payload">What goes with them; null for nothing.</param>
public sealed record Says(string Person, string Text, Payload? Payload = null) : StepAction(Person);

/// <summary>Somebody leaves for good.</summary>
/// <param name="Person">Who.</param>
public sealed record GoesOut(string Person) : StepAction(Person);

/// <summary>Somebody's connection breaks. With a plain client that is leaving.</summary>
/// <param name="Person">Who.</param>
public sealed record GoesAway(string Person) : StepAction(Person);

/// <summary>Somebody who was away is back, and gets what they missed.</summary>
/// <param name="Person">Who.</param>
public sealed record ComesBack(string Person) : StepAction(Person);

/// <summary>Somebody's page is loaded anew: all is told again, their own words too. The player itself checks the retelling.</summary>
/// <param name="Person">Who.</param>
public sealed record Refreshes(string Person) : StepAction(Person);

/// <summary>Somebody has read all that they saw.</summary>
/// <param name="Person">Who.</param>
public sealed record ReadsAll(string Person) : StepAction(Person);

/// <summary>Somebody begins to write, or no longer does.</summary>
/// <param name="Person">Who.</param>
/// <param name="On">Whether they begin.</param>
public sealed record Writes(string Person, bool On) : StepAction(Person);

/// <summary>Time passes.</summary>
/// <param name="Time">How much.</param>
public sealed record TimePasses(TimeSpan Time) : StepAction((string?)null);

/// <summary>The task's code is, or is not yet, ready.</summary>
/// <param name="Ready">Whether it is.</param>
public sealed record WorldsReady(bool Ready) : StepAction((string?)null);

/// <summary>The service is asked to stop.</summary>
/// <param name="Grace">How long conversations may go on.</param>
public sealed record ServiceStops(TimeSpan Grace) : StepAction((string?)null);
