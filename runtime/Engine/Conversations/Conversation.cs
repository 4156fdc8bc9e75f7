using System.Text.Json;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.Around;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>One running world: takes one event at a time and lets the script go on with it until it waits again.</summary>
internal sealed partial class Conversation : Actor
{
    /// <summary>How long a world may take for its data, and again for its shutdown, once it is over.</summary>
    private static readonly TimeSpan ClosingLimit = TimeSpan.FromSeconds(5);

    private readonly Surroundings around;
    private readonly BlockWatch watch;
    private readonly WorldLoop loop;
    private readonly Action<ConversationId, Letter> toSelf;
    private readonly WorldModule? pinned;
    private readonly Pause pause = new();
    private readonly Dictionary<(PersonId Person, long Index), Message> receipts = [];
    private List<PersonAgent> agents = [];
    private Step? current;
    private Waits written;
    private WorldRun? run;
    private TaskEntry? task;
    private string? match;
    private long arrivals;
    private bool over;
    private bool joined;

    /// <param name="id">Its id.</param>
    /// <param name="around">What it finds around it.</param>
    /// <param name="watch">Who sees to it that it does not block its thread.</param>
    /// <param name="toSelf">Brings it what comes from elsewhere.</param>
    /// <param name="pinned">The version that it is replayed on; null for the newest.</param>
    public Conversation(ConversationId id, Surroundings around, BlockWatch watch, Action<ConversationId, Letter> toSelf, WorldModule? pinned = null)
        : base(id)
    {
        this.around = around;
        this.watch = watch;
        this.toSelf = toSelf;
        this.pinned = pinned;
        ConversationId = id;
        SeedName = id.Value;
        Log = new QuietLog(around.Log);
        Faults = new WorldFaults(Log, id);
        loop = new WorldLoop((callback, state) => toSelf(ConversationId, new ForeignContinuation(loop, callback, state)));
        Effects = new EffectCalls(this, around.Effects, watch.Effects);
    }

    public ConversationId ConversationId { get; }

    /// <summary>What its chance is drawn by: its id, or for a branch that of the conversation that it comes from.</summary>
    public string SeedName { get; private set; }

    /// <summary>From the roles to the end: what is suspended in it says where the script waits. Null before the beginning.</summary>
    public Task? Life { get; private set; }

    /// <summary>The script's own object; null while there is none.</summary>
    public object? Target => run?.Instance?.Target;

    /// <summary>When its timers are due, on the service's running time, the next first.</summary>
    public IEnumerable<TimeSpan> DueTimes => Deadlines.All.Select(due => pause.DueAt(due) ?? due);

    public override bool RunsScripts => true;

    public override TimeSpan? NextDue => pause.DueAt(Deadlines.Next);

    /// <summary>Where it says what happens; silent while what has happened before is replayed.</summary>
    public QuietLog Log { get; }

    /// <summary>Where it says what went wrong in its world.</summary>
    public WorldFaults Faults { get; }

    /// <summary>The conversation's own time: the service's running time but for the pauses.</summary>
    public TimeSpan Elapsed => pause.Elapsed(Step.Running);

    /// <summary>What it waits for, to hold a replay against.</summary>
    public Waits Waits => Waits.Of(agents, Deadlines.Count, Effects.Pending);

    /// <summary>What its script waits for now.</summary>
    public Expected Expected { get; private set; } = new(0);

    public Deadlines Deadlines { get; } = new();

    public EffectCalls Effects { get; }

    public WorldModule Module { get; private set; } = null!;

    public WorldKind Kind { get; private set; }

    public string TaskName { get; private set; } = "";

    public IReadOnlyList<PersonAgent> Agents => agents;

    public TimeSpan? SilenceLimit => task?.ResponseTimeout;

    /// <summary>Whom to tell of what the world shows.</summary>
    public Action<PersonId, Message>? Observed => around.Options.Observed;

    /// <summary>How many messages the world has shown.</summary>
    public long Said { get; private set; }

    /// <summary>How many words the world has taken.</summary>
    public long TakenWords { get; private set; }

    /// <summary>Opens a file that a person sent.</summary>
    public Func<Payload, Stream> OpenUpload => around.Options.OpenUpload;

    /// <summary>The step of the event at hand.</summary>
    /// <exception cref="InvalidOperationException">There is none: a script uses an agent or its context from another thread.</exception>
    public Step Step => loop.IsCurrent && current is { } step
        ? step
        : throw new InvalidOperationException("Agents and the context are for the conversation's own thread; not for Task.Run or the work of OnceAsync.");

    /// <summary>Whether it has ended for its people, though its shutdown may still run.</summary>
    public bool IsOver => over;

    /// <summary>Whether its people are known and in it; not while roles are being assigned.</summary>
    public bool Joined => match is null || joined;

    public void CountSaid() => Said++;

    public void CountTaken() => TakenWords++;

    public override void Handle(Letter letter, Step step)
    {
        if (letter is Begin begin && !Prepare(begin, step)) return;
        if (letter is TypedInWorld or HasRead) step.Recorded = false;
        // A wake-up at which nothing is due is no event.
        if (letter is Woken && !pause.IsOver(step.Running) && !(Deadlines.Next <= pause.Elapsed(step.Running))) step.Recorded = false;
        current = step;
        var seat = watch.Enter(Faults);
        var guard = WorldGuard.Arm(around.Options.RunawayAfter);
        var before = loop.Enter();
        // What is not recorded is no event for the script: a replay would not have it.
        var idle = step.Recorded ? run?.Idle : null;
        try
        {
            // Nor does it end a pause.
            if (step.Recorded) pause.LookAt(step.Running, agents);
            Apply(letter, step);
            if (step.Recorded) pause.LookAt(step.Running, agents);
            loop.Pump();
            run?.Happened(idle);
            loop.Pump();
            LookWhetherItWaits();
        }
        catch (Exception error)
        {
            // Not from an awaited call, which the world's run sees, but from a callback or an async void.
            loop.Clear();
            End(OutcomeOf(error), null);
        }
        finally
        {
            loop.Leave(before);
            WorldGuard.Leave(guard);
            watch.Leave(seat);
            foreach (var agent in agents) agent.Flush(step);
            current = null;
        }
    }

    public override void Recover(Exception error, Step step)
    {
        JoinAll(agents, [], step);
        foreach (var agent in agents.Where(agent => !agent.HasLeft))
        {
            step.Send(agent.Person, new WorldEnded(ConversationId, WorldOutcome.Crashed, null, null, agent.Taken));
        }

        if (match is not null) step.Send(new PoolId(TaskName), new ConversationOver(ConversationId));
        Ended = true;
    }

    public override void Describe(Utf8JsonWriter json, Step step)
    {
        if (step.Cause.Letter is Begin or Reloaded && Module is not null) json.WriteString("version"u8, Module.Version);
        var waits = Waits;
        if (waits == written) return;
        written = waits;
        json.WriteString("waits"u8, waits.ToString());
    }

    /// <summary>Goes on where an instance on another version stopped.</summary>
    public void GoOnFrom(Conversation before) => base.GoOnFrom(before);

    /// <summary>Knows which letters were taken and sent in steps that another version of the script took.</summary>
    public void RememberLetters(RecordedStep recorded) => Remember(recorded);

    /// <summary>Takes an event in that happened before, when the conversation is rebuilt from its records.</summary>
    /// <returns>What the event caused this time.</returns>
    public Step Relive(RecordedStep recorded)
    {
        Remember(recorded);
        var from = recorded.From is { } sender ? ActorId.Parse(sender) : default;
        var step = new Step().Begin(null, this, new Envelope(from, recorded.Number, recorded.In!), recorded.Time, recorded.Running);
        Handle(recorded.In!, step);
        written = Waits;
        return step;
    }

    /// <summary>Takes an agent out of the world.</summary>
    public void TakeOut(PersonAgent agent, WorldOutcome outcome)
    {
        if (agent.HasLeft) return;
        agent.Flush(Step);
        Step.Send(agent.Person, new WorldEnded(ConversationId, outcome, null, null, agent.Taken));
        Leaves(agent);
    }

    /// <summary>Runs an action on the loop when a token is cancelled.</summary>
    public void OnCancelled(Action action, CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(_ => loop.Post(static state => ((Action)state!)(), action), null);

    /// <summary>Remembers a message until the client says that it has it, if the world wants to know.</summary>
    /// <returns>Whether it does.</returns>
    public bool KeepForReceipt(PersonAgent agent, long index, Message message)
    {
        if (run?.Instance?.OnDelivered is null) return false;
        receipts[(agent.Person, index)] = message;
        return true;
    }

    private bool Prepare(Begin begin, Step step)
    {
        Module = pinned ?? around.Module!;
        Kind = begin.Kind;
        TaskName = begin.Task;
        match = begin.Match;
        SeedName = begin.Branch?.Seed ?? SeedName;
        task = Module?.Config.Tasks.GetValueOrDefault(begin.Task);
        if (Module?.Find(begin.World) is not null)
        {
            Expected = new Expected(begin.Agents.Count);
            agents = [.. begin.Agents.Select((seed, index) => new PersonAgent(this, seed, index))];
            return true;
        }

        // The names of a version are checked before it goes live; this is a world that a reload took away just now.
        Faults.WorldIsGone(begin.World);
        foreach (var seed in begin.Agents)
        {
            if (match is not null) step.Send(seed.Person, new JoinedWorld(ConversationId, match));
            step.Send(seed.Person, new WorldEnded(ConversationId, WorldOutcome.Crashed, null, null, 0));
        }

        if (match is not null)
        {
            step.Send(new PoolId(TaskName), new RolesAssigned(ConversationId, match, [.. begin.Agents.Select(seed => seed.Person)], []));
            step.Send(new PoolId(TaskName), new ConversationOver(ConversationId));
        }

        Ended = true;
        return false;
    }

    // A world that goes on, and waits for nothing that can come here, waits for something that no replay would have.
    private void LookWhetherItWaits()
    {
        if (!over && Life is { IsCompleted: false } && run?.Idle is null && Waits == default) Faults.AwaitedForeign();
    }

    private void Apply(Letter letter, Step step)
    {
        switch (letter)
        {
            case Begin begin:
                Life = LiveAsync(begin);
                break;
            case Spoke spoke when Find(spoke.Person) is { } agent:
                agent.Hear(++arrivals, spoke.Number, spoke.Message);
                break;
            case LeftWorld gone when Find(gone.Person) is { HasLeft: false } agent:
                Leaves(agent);
                break;
            case PresenceInWorld presence when Find(presence.Person) is { } agent:
                if (agent.SetAway(!presence.Here)) RelayPresence(agent, presence.Here ? "here" : "away");
                // Somebody who comes, or comes anew, does not know who is here.
                if (presence.Here) TellPartners(agent, Step);
                break;
            case TypedInWorld typed when Find(typed.Person) is { } agent:
                RelayTyping(agent, typed.On);
                break;
            case HasRead read when Find(read.Person) is { } agent:
                RelayRead(agent);
                break;
            case HasReceived received when Find(received.Person) is { } agent:
                if (receipts.Remove((received.Person, received.Index), out var message)) TellDelivered(agent, message);
                break;
            case EffectEnded ended:
                Effects.End(ended);
                break;
            case ForeignContinuation continuation when continuation.Owner == loop:
                Faults.AwaitedForeign();
                continuation.Callback!(continuation.State);
                break;
            case Woken:
                Deadlines.Run(step, Elapsed);
                break;
            case ServiceResumed:
                foreach (var agent in agents) agent.SetAway(true);
                pause.Begin(step.Running);
                break;
            case EndNow now:
                End(now.Outcome, null);
                break;
        }
    }
}
