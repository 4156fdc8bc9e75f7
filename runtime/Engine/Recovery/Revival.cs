using System.Collections.Concurrent;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Around;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.People;
using ScriptChat.Engine.Replaying;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Recovery;

/// <summary>Rebuilds conversations from their records: those that somebody wants first, the others behind them.</summary>
/// <param name="around">What the conversations find around them.</param>
/// <param name="switchboard">Where they belong; each has a held cell there.</param>
/// <param name="past">What was before.</param>
/// <param name="make">Makes a conversation; on the newest version when none is given.</param>
/// <param name="makePerson">Makes a person of whom nothing is known yet.</param>
/// <param name="isNewRun">Whether the service was restarted; else only its memory is made anew.</param>
internal sealed class Revival(
    Surroundings around, Switchboard switchboard, Past past, Func<ConversationId, WorldModule?, Conversation> make, Func<PersonId, Person> makePerson, bool isNewRun)
{
    private readonly ConcurrentQueue<ActorId> others = new(past.Conversations.Select(id => (ActorId)id));
    private readonly ConcurrentStack<ActorId> wanted = new();
    private readonly ConcurrentDictionary<ActorId, bool> begun = new();
    private readonly Dictionary<(ActorId, ActorId), long> taken = past.TakenByPeople();
    private readonly ILookup<ActorId, Envelope> pending = past.PendingLetters();
    private readonly TaskCompletionSource<bool> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody wants a conversation.</summary>
    public void Want(ActorId id) => wanted.Push(id);

    /// <summary>The newest version of the task may be there.</summary>
    public void LookForModule()
    {
        if (around.Module is not null) ready.TrySetResult(true);
    }

    /// <summary>Rebuilds all of them.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        LookForModule();
        while (!cancellationToken.IsCancellationRequested && Next() is { } id)
        {
            var conversation = new ConversationId(id.Name);
            try
            {
                await ReviveAsync(conversation, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                var code = (error as JournalException)?.Code ?? WorldCodes.EngineFailed;
                around.Log.Write(Severity.Error, code, $"A conversation could not be rebuilt{(error is JournalException ? $": {error.Message}" : "")}; its people go back to the overworld.", id.Name, error is JournalException ? null : error);
                Abandon(conversation, await ReadWhatThereIsAsync(conversation, cancellationToken), code);
            }
        }
    }

    private ActorId? Next()
    {
        while (wanted.TryPop(out var first))
        {
            if (begun.TryAdd(first, true)) return first;
        }

        while (others.TryDequeue(out var next))
        {
            if (begun.TryAdd(next, true)) return next;
        }

        return null;
    }

    private async Task ReviveAsync(ConversationId id, CancellationToken cancellationToken)
    {
        var steps = await ReadAsync(around.Options.Journal, id, cancellationToken);
        if (steps.Count == 0)
        {
            // It never began; the letter that begins it is among those that wait.
            await ready.Task.WaitAsync(cancellationToken);
            Release(id, make(id, null), pending[id]);
            return;
        }

        if (steps[^1].Ended)
        {
            Resend(id, steps);
            around.Options.Journal.Close(new StreamId('c', id.Value));
            switchboard.Remove(id);
            return;
        }

        if (steps.Any(Replay.IsForeign))
        {
            Lose(id, steps, RecoveryCodes.NotReplayable);
            return;
        }

        if (VersionOf(steps) is not { } version || await around.Options.Catalog.FindAsync(version, cancellationToken) is not { } module)
        {
            Lose(id, steps, RecoveryCodes.VersionGone);
            return;
        }

        var replay = new Replay(make(id, module));
        foreach (var step in replay.SkipReloaded(steps))
        {
            if (replay.Feed(step).Difference is not { IsFatal: true } difference) continue;
            Lose(id, steps, RecoveryCodes.Differs, $"{RecoveryCodes.Differs.Title}, at event {replay.Events} of {steps.Count} ({step.In?.GetType().Name}): {difference.What}; {RecoveryCodes.Differs.Advice}.");
            return;
        }

        if (replay.OtherWords > 0) around.Log.Write(Severity.Info, null, $"A conversation was rebuilt; {replay.OtherWords} of its {replay.Events} events had other words.", id.Value);
        List<Envelope> first = [.. pending[id]];
        foreach (var agent in replay.Conversation.Agents.Where(agent => !agent.HasLeft))
            first.AddRange(await past.LastOfGoneAsync(around.Options.Journal, makePerson, agent.Person, id, cancellationToken));
        if (isNewRun) first.Add(new Envelope(default, 0, new ServiceResumed(true)));
        Resend(id, steps);
        Release(id, replay.Conversation, first);
        replay.Conversation.Effects.Restart();
    }

    /// <summary>A conversation's records.</summary>
    public static async Task<IReadOnlyList<RecordedStep>> ReadAsync(IJournal journal, ConversationId id, CancellationToken cancellationToken)
    {
        List<RecordedStep> steps = [];
        await foreach (var record in journal.ReadAsync(new StreamId('c', id.Value), cancellationToken)) steps.Add(RecordedStep.Read(record));
        return steps;
    }

    private static string? VersionOf(IReadOnlyList<RecordedStep> steps) => steps.LastOrDefault(step => step.Version is not null)?.Version;

    // Sends inside the process do not wait: of the last ones no record may say that they were taken.
    private void Resend(ConversationId id, IReadOnlyList<RecordedStep> steps)
    {
        foreach (var send in steps.SelectMany(step => step.Sent))
        {
            var to = ActorId.Parse(send.To);
            // Whoever was to join, and has been found gone in this start, is made known to the world as gone.
            var isWaitedFor = switchboard.Knows(to) || (send.Letter is JoinedWorld && to.Kind == 'p' && past.Knows(new PersonId(to.Name)));
            if (send.Number > taken.GetValueOrDefault((to, (ActorId)id)) && isWaitedFor) switchboard.Send(to, new Envelope(id, send.Number, send.Letter));
        }
    }

    private void Release(ConversationId id, Actor actor, IEnumerable<Envelope> first)
    {
        if (switchboard.Find(id) is { } cell) switchboard.Release(cell, actor, [.. first]);
    }

    private void Lose(ConversationId id, IReadOnlyList<RecordedStep> steps, DiagnosticCode code, string? text = null)
    {
        around.Log.Write(Severity.Error, code, text ?? $"{code.Title}; {code.Advice}.", id.Value);
        Abandon(id, steps, code);
    }

    private void Abandon(ConversationId id, IReadOnlyList<RecordedStep> steps, DiagnosticCode code)
    {
        Resend(id, steps);
        // Where not all records can be read, its people know where they are, and up to which of its letters they took.
        var people = past.People.Where(one => one.Person.Place is InWorld world ? world.Conversation == id : one.Person.Place is Promised promised && promised.Match == id.Value).ToList();
        var lost = new LostConversation(id, steps, [.. people.Select(one => one.Person)]);
        lost.CountFrom(people.Select(one => one.Taken.GetValueOrDefault(id)).DefaultIfEmpty().Max());
        Release(id, lost, [new Envelope(default, 0, new Abandoned(code.Id))]);
    }

    /// <summary>A conversation's records up to the first that can't be read.</summary>
    private async Task<IReadOnlyList<RecordedStep>> ReadWhatThereIsAsync(ConversationId id, CancellationToken cancellationToken)
    {
        List<RecordedStep> steps = [];
        try
        {
            await foreach (var record in around.Options.Journal.ReadAsync(new StreamId('c', id.Value), cancellationToken)) steps.Add(RecordedStep.Read(record));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // It has been said what is wrong.
        }

        return steps;
    }
}
