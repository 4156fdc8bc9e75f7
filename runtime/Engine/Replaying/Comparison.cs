using System.Text.Json;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.Conversations;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Replaying;

/// <summary>Holds what an event caused this time against what was recorded.</summary>
internal static class Comparison
{
    /// <summary>The first difference; null when there is none.</summary>
    /// <param name="recorded">The record.</param>
    /// <param name="step">What happened this time.</param>
    /// <param name="waits">What the world waits for now.</param>
    /// <param name="waited">What it waited for then.</param>
    public static Difference? Of(RecordedStep recorded, Step step, Waits waits, string? waited)
    {
        var now = step.Sends.Where(send => !send.Letter.IsPassing).ToList();
        Difference? words = null;
        for (var index = 0; index < Math.Max(now.Count, recorded.Sent.Count); index++)
        {
            if (index >= now.Count) return Fatal($"then {Describe(recorded.Sent[index].Letter, recorded.Sent[index].To)}, now nothing");
            var (to, _, letter) = now[index];
            if (index >= recorded.Sent.Count) return Fatal($"now {Describe(letter, to.ToString())}, then nothing");
            var then = recorded.Sent[index];
            if (then.To != to.ToString() || then.Letter.GetType() != letter.GetType())
                return Fatal($"then {Describe(then.Letter, then.To)}, now {Describe(letter, to.ToString())}");
            if (letter is Told told && then.Letter is Told before)
            {
                if (told.Message.Id != before.Message.Id) return Fatal($"then '{before.Message.Id}' spoke, now '{told.Message.Id}'");
                if (told.Taken != before.Taken || told.Index != before.Index) return Fatal("a message was told at another place among the person's words");
                if (!Same(told.Message, before.Message)) words ??= new Difference("other words", IsFatal: false);
            }
            else if (!letter.Equals(then.Letter) && Json(letter) != Json(then.Letter))
            {
                return Fatal($"{Describe(letter, to.ToString())} with another content");
            }
        }

        if (!recorded.Effects.SequenceEqual(step.Effects)) return Fatal($"then it asked for {Names(recorded.Effects)}, now for {Names(step.Effects)}");
        if (recorded.Saved.Count != step.Saved.Count) return Fatal($"then it saved {recorded.Saved.Count} rows, now {step.Saved.Count}");
        if (waited is not null && waited != waits.ToString()) return Fatal($"it waits for something else: now for {waits.InWords()}");
        if (recorded.Ended != step.Actor.Ended) return Fatal(recorded.Ended ? "then it was over, now it is not" : "now it is over, then it was not");
        return words;
    }

    /// <summary>Whether two messages say the same.</summary>
    public static bool Same(Message one, Message other) =>
        one.Id == other.Id && one.Text == other.Text && one.PersonaId == other.PersonaId && one.EpisodeDone == other.EpisodeDone
        && (one.QuickReplies ?? []).SequenceEqual(other.QuickReplies ?? [])
        && (ReferenceEquals(one.Payload, other.Payload) || Json(new Told(default, 0, one, 0)) == Json(new Told(default, 0, other, 0)));

    private static Difference Fatal(string what) => new(what, IsFatal: true);

    private static string Json(Letter letter) => JsonSerializer.Serialize(letter, LetterJson.Default.Letter);

    private static string Names(IReadOnlyList<RecordedEffect> effects) =>
        effects.Count == 0 ? "no side effect" : string.Join(", ", effects.Select(effect => $"'{effect.Name}'"));

    // What is told is not repeated: these lines go into logs.
    private static string Describe(Letter letter, string to) => letter switch
    {
        Told => $"a message to {to}",
        DataChanged => $"a change of the data of {to}",
        WorldEnded ended => $"the end for {to} ({ended.Outcome})",
        _ => $"{letter.GetType().Name} to {to}",
    };
}

/// <summary>Where a replay differs from the record.</summary>
/// <param name="What">In words, without what people said.</param>
/// <param name="IsFatal">Whether the conversation went another way; else only its words are others.</param>
internal sealed record Difference(string What, bool IsFatal);
