using ScriptChat.Engine.Actors;
using ScriptChat.Engine.Letters;

namespace ScriptChat.Engine.Replaying;

/// <summary>An event as another version of the script took it.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Past">The event.</param>
/// <param name="Step">What it caused.</param>
internal sealed record FedEvent(FedKind Kind, PastEvent Past, Step Step);

/// <summary>Where an event comes from that is fed to another version.</summary>
internal enum FedKind
{
    /// <summary>From the history.</summary>
    Event,

    /// <summary>From a timer of the other version's own.</summary>
    Timer,

    /// <summary>It is the answer of a side effect, where the other version asks for it later than it came, or anew.</summary>
    Answer,
}
