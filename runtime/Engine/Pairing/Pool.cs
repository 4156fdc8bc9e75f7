using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Engine.Around;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Pairing;

/// <summary>The people who wait for a task, first in, first out. Runs no script code.</summary>
internal sealed class Pool : Actor
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterRestart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan NoticeAfter = TimeSpan.FromSeconds(30);

    private const int HeadOfLine = 20;

    private readonly Line line = new();
    private readonly Dictionary<string, Match> matches = [];
    private readonly HashSet<ConversationId> running = [];
    private readonly Deadlines deadlines = new();
    private readonly Surroundings around;
    private readonly WorkerSlots slots;
    private readonly Removals removals;
    private readonly UnfitSets unfit = new();
    private bool asksLater;

    public Pool(PoolId id, Surroundings around, WorkerSlots slots)
        : base(id, around.Ids.NextNumber())
    {
        this.around = around;
        this.slots = slots;
        PoolId = id;
        removals = new Removals(around, id);
    }

    public PoolId PoolId { get; }

    public int Waiting => line.Count;

    public Line Line => line;

    public IReadOnlyCollection<Match> Matches => matches.Values;

    public IReadOnlyCollection<ConversationId> RunningConversations => running;

    /// <summary>Those who could be matched now if there was room; null for nobody.</summary>
    public IReadOnlyList<Entry>? Next => Task is { } task ? unfit.Next(line, task.AgentsRequired) : null;

    public int DeadlineCount => deadlines.Count;

    public override TimeSpan? NextDue => deadlines.Next;

    private WorldModule? Module => around.Module;

    private TaskEntry? Task => Module?.Config.Tasks.GetValueOrDefault(PoolId.Task);

    public override void Handle(Letter letter, Step step)
    {
        switch (letter)
        {
            case Enter enter:
                Add(enter, step);
                break;
            case EligibilityIs answer when line.Find(answer.Person, answer.Entry) is { } entry:
                entry.Eligible = answer.Eligible;
                unfit.Forget(entry);
                if (entry.Match is { } asked) asked.Changed = true;
                break;
            case PresenceInPool presence when line.Find(presence.Person, presence.Entry) is { } entry:
                SetPresence(entry, presence.Here, step);
                break;
            case Withdraw withdraw when line.Find(withdraw.Person, withdraw.Entry) is { } entry:
                Remove(entry, withdraw.Reason, step, isGone: withdraw.Reason == RemovalReason.Left);
                break;
            case AnswerMatch answer when matches.GetValueOrDefault(answer.Match) is { Started: false } match:
                Answer(match, answer, step);
                break;
            case RolesAssigned roles:
                Settle(roles, step);
                break;
            case ConversationOver over when running.Remove(over.Conversation):
                Forget(over.Conversation);
                slots.Release(used: true, Module?.Config.Conversations);
                break;
            case ConversationOver over:
                // A restart that found nobody in it any more does not count it.
                Forget(over.Conversation);
                break;
            case Woken:
                step.Recorded = deadlines.Run(step, step.Running);
                break;
            case ServiceResumed when Module is not null && Task is null:
                // The task was taken away before the restart, or while it was under way: nobody tells of that again.
                Clear(RemovalReason.TaskClosed, step);
                break;
            case ServiceResumed:
                Resume(step);
                break;
            case CatalogChanged when Task is null:
                Clear(RemovalReason.TaskClosed, step);
                break;
            case CatalogChanged:
                step.Recorded = false;
                unfit.Clear();
                foreach (var match in matches.Values) match.Changed = true;
                foreach (var entry in line.All()) Arm(entry, asksLater ? AfterRestart : TimeSpan.Zero, step);
                if (asksLater) AskAgain(step);
                break;
            case PoolsClose:
                Clear(RemovalReason.TaskClosed, step);
                break;
            case ServiceStops:
                slots.Stop();
                break;
        }

        TryMatch(step);
        if (step.Sends.Count > 0) step.Recorded = true;
        TellPlaces(letter, step);
        if (letter is SlotFreed) slots.PassOn();
        // Who is not in line says nothing more here that could be repeated.
        if (step.Cause.From.Kind == 'p' && line.Find(new PersonId(step.Cause.From.Name)) is null) Forget(step.Cause.From);
    }

    public override void Recover(Exception error, Step step)
    {
        if (step.Cause.Letter is Enter enter && line.Find(enter.Agent.Person, enter.Entry) is null)
            step.Send(enter.Agent.Person, new OutOfPool(PoolId, enter.Entry, RemovalReason.TaskClosed));
    }

    private void Add(Enter enter, Step step)
    {
        if (line.Find(enter.Agent.Person) is { } older) Remove(older, RemovalReason.Left, step, isGone: true);
        if (Task is not { } task || slots.IsClosed(Module?.Config.Conversations))
        {
            step.Send(enter.Agent.Person, new OutOfPool(PoolId, enter.Entry, RemovalReason.TaskClosed));
            return;
        }

        var entry = new Entry(enter.Entry, enter.Agent, step.Running, enter.Eligible);
        line.Add(entry);
        Arm(entry, TimeSpan.Zero, step);
        if (!entry.IsHere) SetPresence(entry, false, step);
    }

    /// <summary>Takes up the line as a restart finds it, from what its people know.</summary>
    public void Restore(IEnumerable<Entry> entries, IEnumerable<Match> started, IEnumerable<ConversationId> open)
    {
        foreach (var entry in entries) line.Add(entry);
        foreach (var match in started)
        {
            match.Started = true;
            matches.Add(match.Id, match);
            foreach (var entry in match.Entries) entry.Match = match;
        }

        running.UnionWith(open);
    }

    /// <summary>The service goes on: everybody has a minute to come back.</summary>
    private void Resume(Step step)
    {
        foreach (var entry in line.All())
        {
            Arm(entry, AfterRestart, step);
            if (entry.Match is null && !entry.IsHere) Watch(entry, AfterRestart, step);
        }

        AskAgain(step);
    }

    /// <summary>Asks whether those fit of whom it is not known. A restart listens before the task is compiled: then it asks when it is.</summary>
    private void AskAgain(Step step)
    {
        asksLater = Task is null;
        if (asksLater) return;
        foreach (var entry in line.All().Where(entry => entry is { Match: null, Eligible: null })) step.Send(entry.Agent.Person, new EligibilityWanted(PoolId, entry.Number));
    }

    private void Arm(Entry entry, TimeSpan atLeast, Step step)
    {
        // Without the task's configuration nobody knows for how long; it is about to come.
        if (entry.Timeout != 0 || Task is not { } task) return;
        var end = entry.Since + task.Timeout;
        var least = step.Running + atLeast;
        if (entry.Since + NoticeAfter > step.Running) entry.Notice = deadlines.Add(entry.Since + NoticeAfter, later => Notify(entry, later));
        entry.Timeout = deadlines.Add(end > least ? end : least, later => Expire(entry, later));
    }

    private void Notify(Entry entry, Step step) =>
        step.Send(entry.Agent.Person, new StillWaiting(PoolId, entry.Number, line.PlaceOf(entry)));

    /// <summary>Tells who waits how far they are. Each change reaches the head of the line; who comes in behind it, or comes back, hears once.</summary>
    private void TellPlaces(Letter letter, Step step)
    {
        if (Task is not { } task) return;
        var place = 0;
        foreach (var entry in line.First(HeadOfLine)) TellPlace(entry, ++place, task, step);
        if (line.Count <= HeadOfLine) return;
        var person = letter is Enter enter ? enter.Agent.Person : (letter as PresenceInPool)?.Person;
        if (person is { } one && line.Find(one) is { ToldPlace: 0 } late) TellPlace(late, line.PlaceOf(late), task, step);
    }

    private void TellPlace(Entry entry, int place, TaskEntry task, Step step)
    {
        if (!entry.IsHere || entry.Match is not null || entry.ToldPlace == place) return;
        entry.ToldPlace = place;
        step.Send(entry.Agent.Person, new PlaceInLine(PoolId, entry.Number, place, task.AgentsRequired, task.Timeout));
    }

    private void Expire(Entry entry, Step step)
    {
        // A match binds until it starts or lets go; the time is up then.
        if (entry.Match is not null) entry.Expired = true;
        else Remove(entry, RemovalReason.TimedOut, step);
    }

    private void SetPresence(Entry entry, bool here, Step step)
    {
        entry.IsHere = here;
        entry.ToldPlace = 0;
        deadlines.Remove(entry.Grace);
        if (!here) Watch(entry, Module?.Config.ReconnectGrace ?? TimeSpan.FromSeconds(15), step);
    }

    private void Watch(Entry entry, TimeSpan grace, Step step) => entry.Grace = deadlines.Add(step.Running + grace, later =>
    {
        if (!entry.IsHere) Remove(entry, RemovalReason.Left, later);
    });

    private void Remove(Entry entry, RemovalReason reason, Step step, bool isGone = false)
    {
        // Once it was begun, the conversation says who takes part; it hears from the person, or that there is none.
        if (entry.Match is { Started: true })
        {
            if (!isGone || !line.Remove(entry)) return;
            entry.Gone = true;
            Forgotten(entry, reason, step);
            return;
        }

        if (entry.Match is { } match) Release(match, step);
        // Letting the match go may have found that this one's time was up.
        if (!line.Remove(entry)) return;
        Forgotten(entry, reason, step);
        step.Send(entry.Agent.Person, new OutOfPool(PoolId, entry.Number, reason));
    }

    private void Forgotten(Entry entry, RemovalReason reason, Step step)
    {
        deadlines.Remove(entry.Notice);
        deadlines.Remove(entry.Timeout);
        deadlines.Remove(entry.Grace);
        Forget(entry.Agent.Person);
        unfit.Remove(entry);
        removals.Tell(entry, reason, step);
    }

    private void Clear(RemovalReason reason, Step step)
    {
        foreach (var entry in line.All()) Remove(entry, reason, step);
    }

    private void TryMatch(Step step)
    {
        if (Task is null || Module is not { } module) return;
        while (Next is { } entries)
        {
            switch (slots.TryTake(PoolId, module.Config.MaxWorkers, module.Config.Conversations))
            {
                case SlotAnswer.Full:
                    return;
                case SlotAnswer.Closed:
                    Clear(RemovalReason.TaskClosed, step);
                    return;
            }

            var match = new Match(around.Ids.Next(), entries);
            matches.Add(match.Id, match);
            match.Limit = deadlines.Add(step.Running + AnswersWithin, later => GiveUp(match, later));
            foreach (var entry in entries)
            {
                entry.Match = match;
                step.Send(entry.Agent.Person, new Reserve(PoolId, entry.Number, match.Id));
            }
        }
    }

    private void Answer(Match match, AnswerMatch answer, Step step)
    {
        var entry = match.Entries.FirstOrDefault(one => one.Agent.Person == answer.Person);
        if (entry is null) return;
        if (!answer.Yes)
        {
            // They are away, gone or in between; if they are away the word of it is on its way.
            Release(match, step);
            SetPresence(entry, false, step);
            return;
        }

        if (Task is not { } task)
        {
            // A reload took the task away just now; the word of it is on its way.
            Clear(RemovalReason.TaskClosed, step);
            return;
        }

        if (!match.Agree(answer.Person)) return;
        match.Started = true;
        deadlines.Remove(match.Limit);
        var conversation = new ConversationId(match.Id);
        running.Add(conversation);
        var agents = match.Entries.Select(one => one.Agent with { Here = one.IsHere }).ToArray();
        step.Send(conversation, new Begin(WorldKind.Task, PoolId.Task, task.TaskWorld, agents, match.Id));
    }

    private void GiveUp(Match match, Step step)
    {
        if (match.Started || !matches.ContainsKey(match.Id)) return;
        Release(match, step);
        foreach (var entry in match.Entries.Where(entry => !match.HasAgreed(entry.Agent.Person))) SetPresence(entry, false, step);
    }

    private void Release(Match match, Step step)
    {
        if (match.Started || !matches.Remove(match.Id)) return;
        deadlines.Remove(match.Limit);
        foreach (var entry in match.Entries) Free(entry, match, step);
        slots.Release(used: false, Module?.Config.Conversations);
    }

    private void Free(Entry entry, Match match, Step step)
    {
        entry.Match = null;
        if (entry.Gone) return;
        step.Send(entry.Agent.Person, new Released(PoolId, match.Id));
        if (Task is null) Remove(entry, RemovalReason.TaskClosed, step);
        else if (entry.Expired) Remove(entry, RemovalReason.TimedOut, step);
        else if (!entry.IsHere) SetPresence(entry, false, step);
    }

    private void Settle(RolesAssigned roles, Step step)
    {
        if (!matches.Remove(roles.Match, out var match)) return;
        foreach (var entry in match.Entries)
        {
            if (roles.Kept.Contains(entry.Agent.Person))
            {
                entry.Match = null;
                if (line.Remove(entry)) Forgotten(entry, RemovalReason.Matched, step);
            }
            else
            {
                Free(entry, match, step);
            }
        }

        if (roles.Kept.Count > 0)
        {
            slots.Confirm(roles.Conversation, Module?.Config.Conversations);
            return;
        }

        // Nobody was wanted: that set is not tried again until something changes with it.
        if (!match.Changed && match.Entries.All(entry => line.Find(entry.Agent.Person) == entry)) unfit.Add(match.Entries);
        running.Remove(roles.Conversation);
        Forget(roles.Conversation);
        slots.Release(used: false, Module?.Config.Conversations);
    }
}
