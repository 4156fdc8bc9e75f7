using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Diagnostics;
using ScriptChat.Engine;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Replaying;
using ScriptChat.Inspection.Branching;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Inspection;

/// <summary>Makes new conversations out of the history of others: with other people in their places, on the newest version of the
/// scripts, as live and as durable as any, and marked as branches.</summary>
/// <param name="engine">Where they live.</param>
public sealed class ConversationBrancher(ChatEngine engine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes a branch. When it returns it is durable; the new people may come.</summary>
    /// <param name="origin">The conversation.</param>
    /// <param name="number">The number of the last event that the branch shares with it, counted from 1 as its present version took them.</param>
    /// <param name="seat">Makes the address of somebody new, once for each who has not left by then.</param>
    /// <param name="cancellationToken">Gives up, before anything is made.</param>
    /// <returns>Those who are in it, and what the world calls them; null when there is no such event.</returns>
    /// <exception cref="ReplayException">There is no going on from there.</exception>
    public async Task<IReadOnlyList<(PersonId Person, string Name)>?> BranchAsync(ConversationId origin, int number, Func<PersonId> seat, CancellationToken cancellationToken)
    {
        await engine.Options.Journal.FlushAsync();
        List<RecordedStep> steps = [];
        await foreach (var record in engine.Options.Journal.ReadAsync(new StreamId('c', origin.Value), cancellationToken)) steps.Add(RecordedStep.Read(record));
        var history = History.Of(steps);
        if (number < 1 || number > history.Events.Count || history.Events[0].In is not Begin begin) return null;
        if (engine.Options.Catalog.Current is not { } module) throw Refuse("no version of the scripts is live; mend what is named above");
        if (module.Find(begin.World) is null) throw Refuse($"the world '{begin.World}' is not in the newest version of the scripts; put it back, or branch another conversation");

        // All get others in their places, so that nothing of the branch reaches those who are in the first; only who is still there gets a seat.
        var gone = history.Events.Take(number).Select(past => past.In).OfType<LeftWorld>().Select(left => left.Person).ToHashSet();
        var others = begin.Agents.ToDictionary(agent => agent.Person, agent => gone.Contains(agent.Person) ? new PersonId($"{agent.Person.Value}~{engine.Ids.Next()}") : seat());
        Cut(history, number, new People(others), new BranchOrigin(origin, number, begin.Branch?.Seed ?? origin.Value));

        var era = engine.Now;
        var branch = era.NewConversation(new ConversationId(engine.Ids.Next()), module);
        var said = new Dictionary<PersonId, List<PastWord>>();
        var replay = new EditedReplay(branch, history, effect => AskAsync(branch, effect)) { Fed = fed => Keep(said, fed.Past, fed.Step) };
        if (await replay.RunAsync() is { } parted)
        {
            branch.Effects.Cancel();
            throw Refuse($"the newest script can't be taken to event {number}: at event {parted.Event}, {parted.Why}; branch at an event before it");
        }

        if (branch.IsOver) throw Refuse("the conversation is over there; branch at an event before it");

        era.Switchboard.Place(branch, held: true);
        era.Switchboard.Note(branch, history.Events[0].In, _ => { });
        era.Switchboard.Note(branch, new Reloaded(module.Version, 0, replay.Events), step => Tell(branch, replay, said, step));
        await engine.Options.Journal.FlushAsync();
        if (era.Switchboard.Find(branch.Id) is { } cell) era.Switchboard.Release(cell, branch, []);
        branch.Effects.Restart();
        return [.. branch.Agents.Where(agent => !agent.HasLeft).Select(agent => (agent.Person, agent.DisplayId ?? $"Agent_{agent.Index}"))];
    }

    /// <summary>Takes away what came after an event, and lets the rest have happened to others, just now.</summary>
    private void Cut(History history, int number, People people, BranchOrigin origin)
    {
        // Timers go on from where they were.
        var later = (long)engine.Now.Switchboard.Clock.Running.TotalMilliseconds - history.Events[number - 1].Up;
        var kept = history.Events.Take(number).Select(past => past with { Up = past.Up + later, In = people.In(past.In) }).ToList();
        kept[0] = kept[0] with { In = (Begin)kept[0].In with { Branch = origin } };
        history.Events.Clear();
        history.Events.AddRange(kept);
        history.Roles = people.In(history.Roles);
        if (kept.Exists(past => past.In is ForeignContinuation)) throw Refuse("the world awaited something that is not recorded; use Context.DelayAsync and Context.OnceAsync");
    }

    private async Task<EffectEnded?> AskAsync(Conversation branch, long effect)
    {
        try
        {
            return await branch.Effects.AskAsync(effect).WaitAsync(Patience, engine.Options.Time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static void Keep(Dictionary<PersonId, List<PastWord>> said, PastEvent past, Step step)
    {
        if (past.In is Spoke { Message: { } words } spoke) Of(spoke.Person).Add(new PastWord(words, Own: true));
        foreach (var (to, _, letter) in step.Sends)
        {
            if (letter is Told told) Of(new PersonId(to.Name)).Add(new PastWord(told.Message, Own: false));
        }

        List<PastWord> Of(PersonId person)
        {
            if (!said.TryGetValue(person, out var list)) said.Add(person, list = []);
            return list;
        }
    }

    private static void Tell(Conversation branch, EditedReplay replay, Dictionary<PersonId, List<PastWord>> said, Step step)
    {
        foreach (var agent in branch.Agents.Where(agent => !agent.HasLeft))
        {
            var seed = new AgentSeed(agent.Person, agent.Data.ToJson(), agent.OnboardData.ToJson(), agent.StoredData.ToJson(), Here: false);
            step.Send(agent.Person, new Seated(branch.ConversationId, branch.Kind, branch.TaskName, seed, said.GetValueOrDefault(agent.Person) ?? [], agent.Taken));
        }

        foreach (var effect in replay.Effects) step.After(effect, () => { });
        foreach (var row in replay.Saved) step.Save(row);
    }

    private static ReplayException Refuse(string why) => new(RecordCodes.NoBranch, $"no branch there: {why}");
}
