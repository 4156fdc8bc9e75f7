using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Records.Transcripts;

/// <summary>How a conversation came about and went, as its people lived it: from where they came in, through the overworld, to its end.</summary>
public sealed record ConversationCourse
{
    /// <summary>The conversation.</summary>
    public required ConversationId Id { get; init; }

    /// <summary>The version of the scripts that it began on; null when it is not recorded.</summary>
    public string? Version { get; init; }

    /// <summary>Its people, by their places.</summary>
    public required IReadOnlyList<PersonId> People { get; init; }

    /// <summary>What was done, in order.</summary>
    public required IReadOnlyList<CourseStep> Steps { get; init; }

    /// <summary>Whether somebody passed the password gate.</summary>
    public bool HasGate { get; init; }

    /// <summary>What the steps can't say.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}

/// <summary>Something that somebody did, or that time brought, and what people saw of it.</summary>
/// <param name="Act">What.</param>
/// <param name="Person">Who; null for nobody.</param>
/// <param name="Time">When (UTC).</param>
/// <param name="Text">The words.</param>
/// <param name="Payload">What went with them; null for nothing.</param>
/// <param name="Sights">What was seen, in order for each person.</param>
public sealed record CourseStep(CourseAct Act, PersonId? Person, DateTimeOffset Time, string Text, Payload? Payload, IReadOnlyList<CourseSight> Sights);

/// <summary>Something that somebody saw.</summary>
/// <param name="Person">Who.</param>
/// <param name="Message">The message; null for a refusal.</param>
/// <param name="Refusal">The code of a refusal; null for a message.</param>
/// <param name="AfterEffect">Whether it came of the result of a side effect, such as a model's answer.</param>
public sealed record CourseSight(PersonId Person, Message? Message, string? Refusal, bool AfterEffect);

/// <summary>What is done in a step.</summary>
public enum CourseAct
{
    /// <summary>Somebody comes in.</summary>
    Enters,

    /// <summary>Somebody comes in whose first word opens their journey.</summary>
    EntersPlainly,

    /// <summary>Somebody says something.</summary>
    Says,

    /// <summary>Somebody enters the password, which is not recorded.</summary>
    PassesGate,

    /// <summary>Somebody enters a wrong password.</summary>
    FailsAtGate,

    /// <summary>Somebody leaves.</summary>
    Leaves,

    /// <summary>Somebody's connection breaks.</summary>
    GoesAway,

    /// <summary>Somebody is back.</summary>
    ComesBack,

    /// <summary>Time passes until then.</summary>
    TimePasses,

    /// <summary>The task is not ready yet.</summary>
    WorldsNotReady,

    /// <summary>The task is ready.</summary>
    WorldsReady,
}
