using System.Text.Json.Nodes;
using ScriptChat.Engine.Actors;
using ScriptChat.Engine.Letters;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>A person in one world.</summary>
internal sealed class PersonAgent : ChatAgent
{
    private const string TextOnly = "Only text messages are supported.";
    private const int TakenUnsaid = 16;

    private readonly Conversation conversation;
    private readonly Queue<(long Arrival, long Number, Message Message)> inbox = new();
    private readonly List<TurnWait> groups = [];
    private readonly Expected expected;
    // The place at the beginning: roles may give another.
    private readonly int origin;
    private long timeLimit;
    private long silenceLimit;
    private TimeSpan silence;
    private TimeSpan? waitedSince;
    private JsonObject? changes;
    private JsonObject? storedChanges;
    private bool away;
    private bool left;
    private long taken;
    private long takenSaid;
    private long told;

    public PersonAgent(Conversation conversation, AgentSeed seed, int index)
    {
        this.conversation = conversation;
        Seed = seed;
        Place = index;
        expected = conversation.Expected;
        origin = index;
        away = !seed.Here;
        AllowImages = conversation.Module.Config.Uploads.Count > 0;
        var json = conversation.Module.Json;
        Data = new AgentData(seed.Data, (key, value) => (changes ??= [])[key] = value, json);
        StoredData = new AgentData(seed.StoredData, (key, value) => (storedChanges ??= [])[key] = value, json);
        OnboardData = new ReadOnlyData(seed.OnboardData, json);
    }

    public AgentSeed Seed { get; }

    public PersonId Person => Seed.Person;

    public int Place { get; set; }

    public override string PersonId => Seed.Person.Value;

    public override int Index => Place;

    public override IReadOnlyList<ChatAgent> Partners => [.. conversation.Agents.Where(agent => agent != this)];

    public override AgentData Data { get; }

    public override ReadOnlyData OnboardData { get; }

    public override AgentData StoredData { get; }

    public override bool IsAway => away;

    public override bool HasLeft => left;

    /// <summary>The number of the person's last word that the world has taken.</summary>
    public long Taken => taken;

    /// <summary>When the next word in the inbox came, among all agents' words; null when there is none.</summary>
    public long? NextArrival => inbox.TryPeek(out var next) ? next.Arrival : null;

    public bool IsWaitedFor => Waiting is not null || WaitingTimed is not null || groups.Count > 0;

    // The words that the script waits for.
    private TaskCompletionSource<Message>? Waiting
    {
        get => expected.Word(origin);
        set => expected.SetWord(origin, value);
    }

    private TaskCompletionSource<Message?>? WaitingTimed
    {
        get => expected.WordInTime(origin);
        set => expected.SetWordInTime(origin, value);
    }

    public override void Observe(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var step = conversation.Step;
        conversation.CountSaid();
        if (left) return;
        conversation.Observed?.Invoke(Person, message);
        takenSaid = taken;
        var receipt = conversation.KeepForReceipt(this, ++told, message) ? told : 0;
        step.Send(Person, new Told(conversation.ConversationId, receipt, message, taken));
    }

    public override void ObserveTyping(bool on = true)
    {
        if (!left) conversation.Step.Send(Person, new PartnerTyping(conversation.ConversationId, on, ""));
    }

    public override Message? Act()
    {
        _ = conversation.Step;
        return Take();
    }

    public override Task<Message> ActAsync(CancellationToken cancellationToken = default)
    {
        _ = conversation.Step;
        if (Waiting is not null) return Waiting.Task;
        if (Take() is { } message) return Task.FromResult(message);
        if (left) return Task.FromException<Message>(new AgentLeftException(this));
        var source = Waiting = new TaskCompletionSource<Message>();
        if (cancellationToken.CanBeCanceled) OnCancelled(source, cancellationToken);
        WatchSilence();
        return source.Task;
    }

    public override Task<Message?> ActAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        _ = conversation.Step;
        if (WaitingTimed is not null) return WaitingTimed.Task;
        if (Take() is { } message) return Task.FromResult<Message?>(message);
        if (left) return Task.FromException<Message?>(new AgentLeftException(this));
        var source = WaitingTimed = new TaskCompletionSource<Message?>();
        timeLimit = conversation.Deadlines.Add(conversation.Elapsed + timeout, _ =>
        {
            if (WaitingTimed == source) WaitingTimed = null;
            RestSilence();
            source.TrySetResult(null);
        });
        if (cancellationToken.CanBeCanceled)
        {
            conversation.OnCancelled(
                () =>
                {
                    if (WaitingTimed == source) WaitingTimed = null;
                    RestSilence();
                    source.TrySetCanceled(cancellationToken);
                },
                cancellationToken);
        }

        WatchSilence();
        return source.Task;
    }

    public override void MarkInactive() => conversation.TakeOut(this, WorldOutcome.Removed);

    public void Join(TurnWait wait)
    {
        groups.Add(wait);
        WatchSilence();
    }

    public void Forget(TurnWait wait)
    {
        groups.Remove(wait);
        RestSilence();
    }

    /// <summary>The person said something: it goes to who waits for it, or into the inbox.</summary>
    public void Hear(long arrival, long number, Message message)
    {
        if (left) return;
        EndSilence();
        if (message.Payload is not null && !AllowImages)
        {
            Observe(new Message { Text = TextOnly });
            message = message with { Payload = null };
            if (message.Text.Length == 0)
            {
                taken = number;
                if (IsWaitedFor) WatchSilence();
                return;
            }
        }

        if (!IsWaitedFor)
        {
            inbox.Enqueue((arrival, number, message));
            return;
        }

        taken = number;
        conversation.CountTaken();
        var act = Signed(message);
        EpisodeDone |= act.EpisodeDone;
        var (plain, timed, group) = (Waiting, WaitingTimed, groups.Count > 0 ? groups[0] : null);
        Waiting = null;
        WaitingTimed = null;
        conversation.Deadlines.Remove(timeLimit);
        if (groups.Count > (group is null ? 0 : 1)) WatchSilence();
        plain?.TrySetResult(act);
        timed?.TrySetResult(act);
        group?.Spoke(this, act);
    }

    public Message? Take()
    {
        if (!inbox.TryDequeue(out var next)) return null;
        taken = next.Number;
        conversation.CountTaken();
        return Signed(next.Message);
    }

    /// <summary>The person has a connection, or none.</summary>
    public bool SetAway(bool value)
    {
        if (away == value || left) return false;
        away = value;
        return true;
    }

    /// <summary>The person has left; who waits for them hears it.</summary>
    public void Leave()
    {
        left = true;
        away = true;
        conversation.Deadlines.Remove(silenceLimit);
        conversation.Deadlines.Remove(timeLimit);
    }

    /// <summary>Tells who waits for this agent that they have left.</summary>
    public void FailWaits()
    {
        var (plain, timed) = (Waiting, WaitingTimed);
        Waiting = null;
        WaitingTimed = null;
        plain?.TrySetException(new AgentLeftException(this));
        timed?.TrySetException(new AgentLeftException(this));
        while (groups.Count > 0) groups[0].Left(this);
    }

    /// <summary>Sends what has changed in this step.</summary>
    public void Flush(Step step)
    {
        if (changes is not null || storedChanges is not null)
        {
            step.Send(Person, new DataChanged(conversation.ConversationId, changes, storedChanges));
            changes = null;
            storedChanges = null;
        }

        if (taken - takenSaid < TakenUnsaid || left) return;
        takenSaid = taken;
        step.Send(Person, new TakenUpTo(conversation.ConversationId, taken));
    }

    private Message Signed(Message message) => message.Id == (DisplayId ?? "") ? message : message with { Id = DisplayId ?? "" };

    // Apart from ActAsync, which most often can't be cancelled and needs no closure then.
    private void OnCancelled(TaskCompletionSource<Message> source, CancellationToken cancellationToken) =>
        conversation.OnCancelled(
            () =>
            {
                if (Waiting == source) Waiting = null;
                RestSilence();
                source.TrySetCanceled(cancellationToken);
            },
            cancellationToken);

    // Silent is who says nothing while waited for, however many waits that takes.
    private void WatchSilence()
    {
        if (waitedSince is not null || conversation.SilenceLimit is not { } limit) return;
        var now = conversation.Elapsed;
        waitedSince = now;
        silenceLimit = conversation.Deadlines.Add(now + (limit - silence), _ => conversation.TakeOut(this, WorldOutcome.Silent));
    }

    /// <summary>A wait is over without a word.</summary>
    private void RestSilence()
    {
        if (waitedSince is not { } since || IsWaitedFor) return;
        silence += conversation.Elapsed - since;
        waitedSince = null;
        conversation.Deadlines.Remove(silenceLimit);
    }

    private void EndSilence()
    {
        conversation.Deadlines.Remove(silenceLimit);
        silence = TimeSpan.Zero;
        waitedSince = null;
    }
}
