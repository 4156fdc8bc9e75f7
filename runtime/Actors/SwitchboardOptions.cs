using ScriptChat.Actors.Work;
using ScriptChat.Diagnostics;
using ScriptChat.Journal;

namespace ScriptChat.Actors;

/// <summary>What a switchboard runs with.</summary>
/// <param name="Journal">Where steps are recorded.</param>
/// <param name="Time">The clock and its timers.</param>
/// <param name="Work">Where work goes that the thread at hand does not do itself.</param>
/// <param name="Log">Where it says what went wrong.</param>
public sealed record SwitchboardOptions(IJournal Journal, TimeProvider Time, IWork Work, IEventLog Log)
{
    /// <summary>Told of each stream that a record was appended to, from any thread, often. Must return at once. Default: nobody is.</summary>
    public Action<StreamId>? Recorded { get; init; }
}
