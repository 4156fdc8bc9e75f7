using System.Text.Json.Nodes;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>From roles to the end: what the conversation does beside its events.</summary>
internal sealed partial class Conversation
{
    private async Task LiveAsync(Begin begin)
    {
        try
        {
            var definition = Module.Find(begin.World)!;
            Faults.World = definition.Name;
            if (match is not null && !await AssignRolesAsync(definition)) return;
            var view = ModuleView.Of(Module);
            run = new WorldRun(this, definition, new WorldContext
            {
                Agents = agents,
                Context = new LiveContext(this, definition.Name),
                Models = new LiveModels(this),
                Opt = view.Opt,
                Log = new ConversationLog(Log, ConversationId.Value),
            });
            if (task?.Tick is { } tick && Kind == WorldKind.Task) Tick(tick);
            await run.RunAsync();
            if (over) return;
            Deadlines.Add(Elapsed + ClosingLimit, _ => End(WorldOutcome.Done, null));
            End(WorldOutcome.Done, Kind == WorldKind.Overworld ? null : await run.DataAsync());
        }
        catch (Exception error)
        {
            if (!over) End(OutcomeOf(error), null);
        }
    }

    /// <returns>False when nobody takes part.</returns>
    private async Task<bool> AssignRolesAsync(WorldDefinition definition)
    {
        var all = agents;
        Exception? failure = null;
        try
        {
            if (definition.AssignRoles is { } assign) await assign(all);
            else foreach (var agent in all) agent.DisplayId = $"Agent_{agent.Index}";
        }
        catch (Exception error)
        {
            failure = error;
        }

        // It was ended while it was still assigning.
        if (over) return false;
        var kept = failure is null ? [.. all.Where(agent => agent.DisplayId is not null)] : all;
        PersonId[] dropped = [.. all.Except(kept).Select(agent => agent.Person)];
        JoinAll(kept, dropped, Step);
        if (failure is not null)
        {
            Faults.RolesFailed(failure);
            End(WorldOutcome.Crashed, null);
            return false;
        }

        if (kept.Count > 0) return true;
        over = true;
        Ended = true;
        return false;
    }

    /// <summary>Tells the pool and the people who takes part.</summary>
    private void JoinAll(List<PersonAgent> kept, IReadOnlyList<PersonId> dropped, Step step)
    {
        if (match is null || joined) return;
        joined = true;
        step.Send(new PoolId(TaskName), new RolesAssigned(ConversationId, match, [.. kept.Select(agent => agent.Person)], dropped, [.. kept.Select(agent => agent.DisplayId ?? "")]));
        agents = kept;
        for (var index = 0; index < kept.Count; index++)
        {
            kept[index].Place = index;
            step.Send(kept[index].Person, new JoinedWorld(ConversationId, match));
        }

        foreach (var agent in kept) TellPartners(agent, step);
    }

    // In a world that a pool made a person is told also that nobody else is there: it is how they hear that they are in it.
    private void TellPartners(PersonAgent agent, Step step)
    {
        if (agent.HasLeft || (agents.Count < 2 && match is null)) return;
        Partner[] partners = [.. agents.Where(other => other != agent).Select(other => new Partner(other.DisplayId ?? "", other.HasLeft ? "left" : other.IsAway ? "away" : "here"))];
        step.Send(agent.Person, new PartnersAre(ConversationId, partners));
    }

    private PersonAgent? Find(PersonId person)
    {
        if (over) return null;
        foreach (var agent in agents)
        {
            if (agent.Person == person) return agent;
        }

        return null;
    }

    // Each with its own lambda, away from Apply: there the closure would be made for every word.
    private void RelayPresence(PersonAgent agent, string state) => Relay(agent, who => new PartnerPresence(ConversationId, who, state));

    private void RelayTyping(PersonAgent agent, bool on) => Relay(agent, who => new PartnerTyping(ConversationId, on, who));

    // Only to who has said something here: they would take it for what they said before, elsewhere.
    private void RelayRead(PersonAgent agent) => Relay(agent, who => new PartnerRead(ConversationId, who), other => other.Taken > 0);

    private void TellDelivered(PersonAgent agent, Message message) =>
        Hook(() => run?.Instance?.OnDelivered?.Invoke(agent, message), error => Faults.HookFailed("on_delivered", error));

    private void Relay(PersonAgent agent, Func<string, Letter> letter, Func<PersonAgent, bool>? concerns = null)
    {
        foreach (var other in agents.Where(other => other != agent && !other.HasLeft && concerns?.Invoke(other) != false)) Step.Send(other.Person, letter(agent.DisplayId ?? ""));
    }

    private void Leaves(PersonAgent agent)
    {
        agent.Leave();
        RelayPresence(agent, "left");
        if (agents.TrueForAll(one => one.HasLeft))
        {
            // Nobody is there to see what the world would say.
            End(WorldOutcome.PartnerLeft, null);
            return;
        }

        Hook(() => run?.Instance?.OnLeave?.Invoke(agent), error => End(OutcomeOf(error), null));
        if (!over) agent.FailWaits();
    }

    /// <summary>Watches a call that the world's run does not await.</summary>
    private void Hook(Func<Task?> call, Action<Exception> failed)
    {
        _ = Watch();

        async Task Watch()
        {
            try
            {
                await (call() ?? Task.CompletedTask);
            }
            catch (Exception error)
            {
                if (!over) failed(error);
            }
        }
    }

    private void Tick(TimeSpan tick) => Deadlines.Add(Elapsed + tick, _ =>
    {
        if (!over) Tick(tick);
    });

    private WorldOutcome OutcomeOf(Exception error)
    {
        if (over) return WorldOutcome.Crashed;
        if (error is AgentLeftException) return WorldOutcome.PartnerLeft;
        Faults.Failed(error);
        return WorldOutcome.Crashed;
    }

    /// <summary>The world is over: its people go on, then it cleans up.</summary>
    private void End(WorldOutcome outcome, JsonObject? data)
    {
        if (over) return;
        over = true;
        var step = current!;
        JoinAll(agents, [], step);
        foreach (var agent in agents.Where(agent => !agent.HasLeft))
        {
            agent.Flush(step);
            step.Send(agent.Person, new WorldEnded(ConversationId, outcome, run?.Choice, (JsonObject?)data?.DeepClone(), agent.Taken));
            agent.Leave();
        }

        Effects.Cancel();
        Deadlines.Clear();
        Deadlines.Add(Elapsed + ClosingLimit, Finish);
        _ = CloseAsync();
    }

    private async Task CloseAsync()
    {
        // A runaway world has used up its time; its shutdown gets its own.
        WorldGuard.Arm(around.Options.RunawayAfter);
        try
        {
            if (run is not null) await run.ShutdownAsync();
        }
        catch (Exception error)
        {
            Faults.HookFailed("shutdown", error);
        }

        if (current is { } step) Finish(step);
    }

    private void Finish(Step step)
    {
        if (Ended) return;
        Ended = true;
        Deadlines.Clear();
        if (match is not null) step.Send(new PoolId(TaskName), new ConversationOver(ConversationId));
    }
}
