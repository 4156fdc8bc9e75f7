using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.Replaying;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Recovery;

/// <summary>Takes live conversations along to a newer version of their script.</summary>
internal sealed class Follower(EngineOptions options, EffectRunner effects)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<Round> rounds = [];

    /// <summary>All conversations are about to be told of a new version: counts what becomes of them.</summary>
    public void Begin(Era era, string version)
    {
        var round = new Round(version, [.. era.Switchboard.Actors.OfType<Conversation>().Select(one => one.ConversationId)]);
        if (round.Left.Count > 0)
        {
            lock (rounds) rounds.Add(round);
            LookForEnds(era);
        }
        else
        {
            options.Followed?.Invoke(new FollowedReload(version, 0, []));
        }
    }

    /// <summary>A conversation may have ended before it could follow.</summary>
    public void LookForEnds(Era era)
    {
        ConversationId[] left;
        lock (rounds) left = [.. rounds.SelectMany(round => round.Left)];
        foreach (var id in left.Where(id => !era.Switchboard.Knows(id))) Count(id, null, null);
    }

    /// <summary>Replays the conversation of a held cell on the newest version, and lets it go on there or where it was.</summary>
    public void Follow(Era era, Cell cell) => effects.Run(default, async () =>
    {
        var old = (Conversation)cell.Actor;
        Actor next = old;
        string? why = null;
        try
        {
            if (options.Catalog.Current is { } module && module.Version != old.Module?.Version && !old.IsOver)
            {
                (var moved, why) = await TryAsync(era, old, module);
                next = moved ?? next;
            }
        }
        catch (Exception error)
        {
            why = "the replay failed";
            options.Log.Write(Severity.Error, RecoveryCodes.StaysOnOld, $"{RecoveryCodes.StaysOnOld.Title}: the replay failed.", old.ConversationId.Value, error);
        }
        finally
        {
            era.Switchboard.Release(cell, next, []);
            if (next is Conversation conversation && next != old) conversation.Effects.Restart();
            Count(old.ConversationId, old.IsOver ? null : ((Conversation)next).Module?.Version, why);
        }

        return null;
    });

    // A conversation is asked once for each round, in their order.
    private void Count(ConversationId id, string? version, string? why)
    {
        Round round;
        lock (rounds)
        {
            if (rounds.Find(one => one.Left.Remove(id)) is not { } found) return;
            round = found;
            if (version is null)
            {
                // It is over, or about to begin on the newest.
            }
            else if (why is null)
            {
                round.Followed++;
            }
            else
            {
                round.Stayed.Add(why);
            }

            if (round.Left.Count > 0) return;
            rounds.Remove(round);
        }

        options.Followed?.Invoke(new FollowedReload(round.Version, round.Followed, round.Stayed));
    }

    private async Task<(Conversation? Moved, string? Why)> TryAsync(Era era, Conversation old, WorldModule module)
    {
        await options.Journal.FlushAsync();
        var steps = await Revival.ReadAsync(options.Journal, old.ConversationId, CancellationToken.None);
        if (steps.Count == 0) return (null, null);
        var history = History.Of(steps);
        if (history.IsForeign) return Stay(old, 0, "it awaited something that is not recorded");
        var next = era.NewConversation(old.ConversationId, module);
        next.Effects.Last = old.Effects.Last;
        var replay = new EditedReplay(next, history, number => AskAsync(next, number));
        if (await replay.RunAsync() is { } parted)
        {
            // What it asked for anew is nobody's.
            next.Effects.Cancel();
            return Stay(old, parted.Event, parted.Why);
        }

        next.GoOnFrom(old);
        era.Switchboard.Note(next, new Reloaded(module.Version, old.Effects.Last, replay.Events), step => Tell(next, history, replay, step));
        next.Effects.TakeOver(old.Effects, replay.UnderWay);
        return (next, null);
    }

    private async Task<EffectEnded?> AskAsync(Conversation conversation, long number)
    {
        try
        {
            return await conversation.Effects.AskAsync(number).WaitAsync(Patience, options.Time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static void Tell(Conversation conversation, History history, EditedReplay replay, Step step)
    {
        foreach (var agent in conversation.Agents.Where(agent => !agent.HasLeft))
        {
            var (before, now) = (history.ToldTo(agent.Person), replay.ToldTo(agent.Person));
            var same = 0;
            while (same < before.Count && same < now.Count && Comparison.Same(before[same], now[same])) same++;
            if (same < before.Count || same < now.Count)
                step.Send(agent.Person, new Retold(conversation.ConversationId, same, [.. now.Skip(same)], agent.Taken));
            if (replay.Data.TryGetValue(agent.Person, out var data)) step.Send(agent.Person, data);
        }

        foreach (var effect in replay.Effects) step.After(effect, () => { });
        foreach (var row in replay.Saved) step.Save(row);
    }

    private (Conversation? Moved, string? Why) Stay(Conversation old, int number, string why)
    {
        options.Log.Write(
            Severity.Warning,
            RecoveryCodes.StaysOnOld,
            $"{RecoveryCodes.StaysOnOld.Title}{(number > 0 ? $", from event {number} on" : "")}: {why}; it goes on with the version that it has.",
            old.ConversationId.Value);
        return (null, number > 0 ? $"{why} (event {number})" : why);
    }

    private sealed record Round(string Version, HashSet<ConversationId> Left)
    {
        public int Followed { get; set; }

        public List<string> Stayed { get; } = [];
    }
}
