using System.Text.Json.Nodes;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
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

    public bool IsWaitedFor => expected.Waits(origin) || groups.Count > 0;

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
        if (expected.Word(origin) is { } pending) return pending;
        if (Take() is { } message) return Task.FromResult(message);
        if (left) return Task.FromException<Message>(new AgentLeftException(this));
        var word = expected.AskWord(origin);
        if (cancellationToken.CanBeCanceled) OnCancelled(word, cancellationToken);
        WatchSilence();
        return word;
    }

    public override Task<Message?> ActAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        _ = conversation.Step;
        if (expected.WordInTime(origin) is { } pending) return pending;
        if (Take() is { } message) return Task.FromResult<Message?>(message);
        if (left) return Task.FromException<Message?>(new AgentLeftException(this));
        var word = expected.AskWordInTime(origin);
        timeLimit = conversation.Deadlines.Add(conversation.Elapsed + timeout, _ =>
        {
            if (expected.WordInTime(origin) == word) GiveUpInTime().Complete(null);
        });
        if (cancellationToken.CanBeCanceled) OnCancelledInTime(word, cancellationToken);
        WatchSilence();
        return word;
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
        var (plain, timed, group) = (expected.TakeWord(origin), expected.TakeWordInTime(origin), groups.Count > 0 ? groups[0] : null);
        conversation.Deadlines.Remove(timeLimit);
        if (groups.Count > (group is null ? 0 : 1)) WatchSilence();
        plain.Complete(act);
        timed.Complete(act);
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
        var (plain, timed) = (expected.TakeWord(origin), expected.TakeWordInTime(origin));
        plain.Fail(new AgentLeftException(this));
        timed.Fail(new AgentLeftException(this));
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
    private void OnCancelled(Task<Message> word, CancellationToken cancellationToken) =>
        conversation.OnCancelled(
            () =>
            {
                if (expected.Word(origin) != word) return;
                var wait = expected.TakeWord(origin);
                RestSilence();
                wait.Fail(new TaskCanceledException(null, null, cancellationToken));
            },
            cancellationToken);

    private void OnCancelledInTime(Task<Message?> word, CancellationToken cancellationToken) =>
        conversation.OnCancelled(
            () =>
            {
                if (expected.WordInTime(origin) == word) GiveUpInTime().Fail(new TaskCanceledException(null, null, cancellationToken));
            },
            cancellationToken);

    private Promise GiveUpInTime()
    {
        var wait = expected.TakeWordInTime(origin);
        conversation.Deadlines.Remove(timeLimit);
        RestSilence();
        return wait;
    }

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
