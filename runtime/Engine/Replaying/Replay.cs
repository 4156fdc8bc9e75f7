using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.Conversations;

namespace ScriptChat.Engine.Replaying;

/// <summary>Feeds a conversation's recorded events to a new instance of its script, and holds what it does against the record.</summary>
/// <param name="conversation">The new instance.</param>
/// <param name="isQuiet">Whether what goes wrong in its world was said when it happened, and is not said again.</param>
internal sealed class Replay(Conversation conversation, bool isQuiet = true)
{
    private string? waited;

    public Conversation Conversation => conversation;

    /// <summary>How many events were fed.</summary>
    public int Events { get; private set; }

    /// <summary>How many of them had other words than before.</summary>
    public int OtherWords { get; private set; }

    /// <summary>Takes up what the newest reload says of the time before it.</summary>
    /// <returns>The steps after it; all of them when there was none.</returns>
    public IEnumerable<RecordedStep> SkipReloaded(IReadOnlyList<RecordedStep> steps)
    {
        var index = steps.Count - 1;
        while (index >= 0 && steps[index].In is not Reloaded) index--;
        if (index < 0) return steps;
        var reloaded = (Reloaded)steps[index].In!;
        conversation.Effects.Last = reloaded.FirstEffect;
        conversation.Log.IsQuiet = true;
        foreach (var past in reloaded.Events) conversation.Relive(new RecordedStep { At = past.At, Up = past.Up, In = past.In });
        conversation.Log.IsQuiet = false;
        foreach (var step in steps.Take(index + 1)) conversation.RememberLetters(step);
        waited = steps[index].Waits;
        Events = index + 1;
        return steps.Skip(index + 1);
    }

    /// <summary>Feeds the next event.</summary>
    /// <returns>What it caused, and the difference if there is one.</returns>
    public (Step Step, Difference? Difference) Feed(RecordedStep recorded)
    {
        Events++;
        conversation.Log.IsQuiet = isQuiet;
        try
        {
            var step = conversation.Relive(recorded);
            waited = recorded.Waits ?? waited;
            var difference = Comparison.Of(recorded, step, conversation.Waits, waited);
            if (difference is { IsFatal: false }) OtherWords++;
            return (step, difference);
        }
        finally
        {
            conversation.Log.IsQuiet = false;
        }
    }

    /// <summary>Whether an event is one that a replay can't have.</summary>
    public static bool IsForeign(RecordedStep recorded) => recorded.In is ForeignContinuation;
}
