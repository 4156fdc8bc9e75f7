using ScriptChat.Diagnostics;
using ScriptChat.Engine.Actors;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Letters;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.Replaying;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Recovery;

/// <summary>Takes live conversations along to a newer version of their script.</summary>
internal sealed class Follower(EngineOptions options, EffectRunner effects)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Replays the conversation of a held cell on the newest version, and lets it go on there or where it was.</summary>
    public void Follow(Era era, Cell cell) => effects.Run(default, async () =>
    {
        var old = (Conversation)cell.Actor;
        Actor next = old;
        try
        {
            if (options.Catalog.Current is { } module && module.Version != old.Module?.Version && !old.IsOver && await TryAsync(era, old, module) is { } moved)
            {
                next = moved;
                return null;
            }
        }
        catch (Exception error)
        {
            options.Log.Write(Severity.Error, RecoveryCodes.StaysOnOld, $"{RecoveryCodes.StaysOnOld.Title}: the replay failed.", old.ConversationId.Value, error);
        }
        finally
        {
            era.Switchboard.Release(cell, next, []);
            if (next is Conversation conversation && next != old) conversation.Effects.Restart();
        }

        return null;
    });

    private async Task<Conversation?> TryAsync(Era era, Conversation old, WorldModule module)
    {
        await options.Journal.FlushAsync();
        var steps = await Revival.ReadAsync(options.Journal, old.ConversationId, CancellationToken.None);
        if (steps.Count == 0) return null;
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
        return next;
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

    private Conversation? Stay(Conversation old, int number, string why)
    {
        options.Log.Write(
            Severity.Warning,
            RecoveryCodes.StaysOnOld,
            $"{RecoveryCodes.StaysOnOld.Title}{(number > 0 ? $", from event {number} on" : "")}: {why}; it goes on with the version that it has.",
            old.ConversationId.Value);
        return null;
    }
}
