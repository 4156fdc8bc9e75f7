using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.Conversations;

namespace ScriptChat.Engine.Replaying;

/// <summary>Plays a recorded conversation on an edited script as a save does with a live one, and lays what it tells beside what was
/// told, event by event. Timers and side effects may be others: only what people and the dataset get is held against the record.</summary>
internal sealed class EditedPlay
{
    private readonly History history;
    private readonly Conversation edited;
    private readonly Conversation? before;
    private readonly IReadOnlyList<RecordedStep> recorded;
    private readonly int reloaded;
    private readonly List<PlayedEvent> events = [];
    private PlayedEvent? current;
    private int at = -1;

    /// <param name="steps">The conversation's records.</param>
    /// <param name="edited">An instance on the edited script.</param>
    /// <param name="before">An instance on the version that the conversation ran on last, for what it told before a save; null when it is not to be had.</param>
    public EditedPlay(IReadOnlyList<RecordedStep> steps, Conversation edited, Conversation? before)
    {
        this.edited = edited;
        this.before = before;
        history = History.Of(steps);
        // The record of a save holds the events before it anew: what came of each is not written there, but told by the version itself.
        recorded = [.. steps.Reverse().TakeWhile(step => step.In is not Reloaded).Reverse()];
        reloaded = history.Events.Count - recorded.Count;
        if (before is not null && steps.LastOrDefault(step => step.In is Reloaded)?.In is Reloaded last) before.Effects.Last = last.FirstEffect;
    }

    /// <summary>Plays it.</summary>
    /// <param name="until">Stops before the event of this index.</param>
    /// <returns>The events, in order. When there is one that the edited script can't carry, it is the last.</returns>
    public async Task<IReadOnlyList<ReplayedEvent>> RunAsync(int until)
    {
        // Nothing is asked anew: a replay leaves no trace in the world outside.
        var parted = await new EditedReplay(edited, history, _ => Task.FromResult<EffectEnded?>(null)) { Takes = Take, Fed = Feed }.RunAsync(until);
        Finish();
        var names = new EventWords((Begin)history.Events[0].In);
        names.Learn(history.Effects, history.Roles);
        var played = TimeTogether(events);
        var differing = Differing(played);
        return [.. played.Select((one, index) => Say(one, names, index == played.Count - 1 ? parted?.Why : null, differing))];
    }

    private void Take(int index)
    {
        Finish();
        (at, current) = (index, null);
        if (history.Events[index].In is Woken) current = Open();
    }

    private void Feed(FedEvent fed)
    {
        var one = fed.Kind switch
        {
            FedKind.Event => current ??= Open(),
            FedKind.Timer => current ?? OwnTime(fed.Past),
            _ => events[^1],
        };
        one.Now.Add(fed.Step);
        one.Waits = edited.Waits.InWords();
    }

    // What the edited script did not ask for makes it do nothing, and is an event all the same.
    private void Finish()
    {
        if (at >= 0) current ??= Open();
    }

    private PlayedEvent Open()
    {
        var past = history.Events[at];
        var one = new PlayedEvent(at + 1, past) { Waits = edited.Waits.InWords(), IsCompared = at >= reloaded || before is not null };
        if (at >= reloaded) one.Then.Add(recorded[at - reloaded]);
        else if (before is not null) one.Then.Add(Relive(before, past));
        events.Add(one);
        return one;
    }

    private PlayedEvent OwnTime(PastEvent past)
    {
        if (events[^1] is not { IsOwn: true } own) events.Add(own = new PlayedEvent(at, past) { IsOwn = true });
        return own;
    }

    private static Step Relive(Conversation conversation, PastEvent past)
    {
        conversation.Log.IsQuiet = true;
        var step = conversation.Relive(new RecordedStep { At = past.At, Up = past.Up, In = past.In });
        conversation.Log.IsQuiet = false;
        return step;
    }

    /// <summary>Where timers make the script do other things than they did, or at other times, the time between two events is one.</summary>
    private static List<PlayedEvent> TimeTogether(List<PlayedEvent> events)
    {
        List<PlayedEvent> all = [];
        for (var index = 0; index < events.Count;)
        {
            var stretch = events.Skip(index).TakeWhile(one => one.IsTime).ToList();
            index += Math.Max(1, stretch.Count);
            if (stretch.Count == 0) all.Add(events[index - 1]);
            else if (stretch.All(one => one.Then.Facts().SequenceEqual(one.Now.Facts()))) all.AddRange(stretch.Where(one => !one.IsOwn));
            else all.Add(Together(stretch));
        }

        return all;
    }

    private static PlayedEvent Together(List<PlayedEvent> stretch)
    {
        var last = stretch.FindLast(one => !one.IsOwn) ?? stretch[^1];
        var one = new PlayedEvent(last.Number, last.Past) { IsOwn = last.IsOwn, IsCompared = stretch.TrueForAll(part => part.IsCompared), Waits = stretch[^1].Waits };
        foreach (var part in stretch)
        {
            one.Then.Add(part.Then);
            one.Now.Add(part.Now);
        }

        return one;
    }

    /// <summary>What is different over all: what only came at another time is not.</summary>
    private static HashSet<string> Differing(List<PlayedEvent> played)
    {
        var compared = played.Where(one => one.IsCompared).ToList();
        return Differing(compared.SelectMany(one => one.Then.Facts()), compared.SelectMany(one => one.Now.Facts()));
    }

    private static HashSet<string> Differing(IEnumerable<(string About, string What)> then, IEnumerable<(string About, string What)> now)
    {
        var (before, after) = (then.ToLookup(fact => fact.About, fact => fact.What), now.ToLookup(fact => fact.About, fact => fact.What));
        return [.. before.Select(group => group.Key).Union(after.Select(group => group.Key)).Where(about => !before[about].SequenceEqual(after[about]))];
    }

    private static ReplayedEvent Say(PlayedEvent one, EventWords names, string? parts, HashSet<string> differing)
    {
        var here = one.IsCompared ? Differing(one.Then.Facts(), one.Now.Facts()) : [];
        var what = one.Then.Facts().Concat(one.Now.Facts()).Select(fact => fact.About).FirstOrDefault(about => here.Contains(about) && differing.Contains(about));
        return new ReplayedEvent
        {
            Number = one.Number,
            IsOwn = one.IsOwn,
            Time = DateTimeOffset.FromUnixTimeMilliseconds(one.Past.At),
            Event = one switch
            {
                { IsOwn: true } => "time passes until a timer of the edited script rings",
                { IsCompared: false } => $"{names.Of(one.Past.In)} (not compared: the version that told it is not kept)",
                _ => names.Of(one.Past.In),
            },
            Then = names.Of(one.Then.Sent, one.Then.Effects, one.Then.Saved, one.Then.Ended),
            Now = names.Of(one.Now.Sent, one.Now.Effects, one.Now.Saved, one.Now.Ended),
            Difference = parts ?? what?.Split('|')[0],
            IsFatal = parts is not null,
            Waits = one.Waits,
        };
    }
}
