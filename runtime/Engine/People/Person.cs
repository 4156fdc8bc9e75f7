using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Actors;
using ScriptChat.Engine.Letters;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.People;

/// <summary>One person at one address: their connection, their numbered messages, and what is kept of them. Where they go is the
/// <see cref="Journey"/>'s affair.</summary>
internal sealed class Person : Actor
{
    private readonly Surroundings around;
    private readonly Deadlines deadlines = new();
    private readonly SeenIds seen = new();
    private readonly Journey journey;
    private Outbox outbox = new(0);
    private long connection;
    private bool keeps;
    private long sessionEnd;

    public Person(PersonId id, Surroundings around, GateKeeper gate)
        : base(id)
    {
        this.around = around;
        PersonId = id;
        journey = new Journey(this, around, gate);
    }

    public PersonId PersonId { get; }

    public Deadlines Deadlines => deadlines;

    public bool IsHere => connection != 0;

    public Place Place => journey.Place;

    /// <summary>What worlds keep of the person. Replaced, never changed: copies are out there.</summary>
    public JsonObject Data { get; set; } = [];

    public JsonObject OnboardData { get; set; } = [];

    public JsonObject StoredData { get; private set; } = [];

    public override TimeSpan? NextDue => deadlines.Next;

    public override void Handle(Letter letter, Step step)
    {
        switch (letter)
        {
            case Arrived arrived:
                Arrive(arrived.Arrival, step);
                break;
            case Woken:
                deadlines.Run(step);
                break;
            case Told told when journey.Listens(told.Conversation):
                Show(told.Message, step, told.Index);
                journey.Taken(told.Taken);
                break;
            case DataChanged changed:
                Data = Merge(Data, changed.Data);
                StoredData = Merge(StoredData, changed.StoredData);
                break;
            case PartnerTyping typing when journey.Listens(typing.Conversation):
                step.Recorded = false;
                if (IsHere) step.Deliver(PersonId, new Typing(connection, typing.On, typing.Who));
                break;
            case PartnerPresence presence when journey.Listens(presence.Conversation):
                step.Recorded = false;
                if (IsHere) step.Deliver(PersonId, new Presence(connection, presence.Who, presence.State));
                break;
            case PartnerRead read when journey.Listens(read.Conversation):
                step.Recorded = false;
                if (IsHere) step.Deliver(PersonId, new ReadBy(connection, read.Who));
                break;
            default:
                journey.Handle(letter, step);
                break;
        }
    }

    public override void Recover(Exception error, Step step)
    {
        if (Ended) return;
        Show(Notice(Notices.Stuck), step);
        journey.Restart();
    }

    /// <summary>Shows a message to the person: numbers it, keeps it if they may come back, and brings it if they are here.</summary>
    public void Show(Message message, Step step, long index = 0)
    {
        var seq = outbox.Add(message);
        if (index > 0 && keeps && journey.Place is InWorld world) world.Sent(seq, index);
        if (IsHere) step.Deliver(PersonId, new Shown(connection, seq, message));
    }

    /// <summary>Shows one of the runtime's own notices.</summary>
    public void Tell(string notice, Step step) => Show(Notice(notice), step);

    public void Refuse(DiagnosticCode code, string text, Step step, string? clientId = null)
    {
        if (IsHere) step.Deliver(PersonId, new Refused(connection, code, text, clientId));
    }

    /// <summary>The person's session is over, and nothing is kept.</summary>
    public void End(Step step, CloseReason reason)
    {
        if (IsHere) step.Deliver(PersonId, new Closing(connection, reason));
        connection = 0;
        deadlines.Clear();
        Ended = true;
    }

    public new void Forget(ActorId sender) => base.Forget(sender);

    public AgentSeed Seed() => new(PersonId, Data, OnboardData, StoredData, IsHere);

    private static Message Notice(string text) => new() { Text = text };

    private static JsonObject Merge(JsonObject old, JsonObject? changes)
    {
        if (changes is null) return old;
        var merged = (JsonObject)old.DeepClone();
        foreach (var (key, value) in changes)
        {
            if (value is null) merged.Remove(key);
            else merged[key] = value.DeepClone();
        }

        return merged;
    }

    private void Arrive(Arrival arrival, Step step)
    {
        if (arrival is Connected connected)
        {
            Connect(connected, step);
            return;
        }

        // What comes over a connection that lost the seat is nobody's.
        if (arrival.Connection != connection)
        {
            if (arrival is Said late) step.Deliver(PersonId, new Closing(late.Connection, CloseReason.Replaced));
            return;
        }

        switch (arrival)
        {
            case Said said:
                Say(said, step);
                break;
            case Disconnected:
                Disconnect(step);
                break;
            case Leaves:
                journey.LeaveForGood(step);
                End(step, CloseReason.Ended);
                break;
            case Typed typed:
                step.Recorded = false;
                if (journey.Place is InWorld typing) step.Send(typing.Conversation, new TypedInWorld(PersonId, typed.On));
                break;
            case Messages.Read:
                step.Recorded = false;
                if (journey.Place is InWorld reading) step.Send(reading.Conversation, new HasRead(PersonId));
                break;
            case Received received when journey.Place is InWorld world:
                foreach (var index in world.ReceivedUpTo(received.Seq)) step.Send(world.Conversation, new HasReceived(PersonId, index));
                break;
        }
    }

    private void Connect(Connected connected, Step step)
    {
        var isNew = outbox.Last == 0 && connection == 0 && !keeps;
        if (connection != 0 && connection != connected.Connection) step.Deliver(PersonId, new Closing(connection, CloseReason.Replaced));
        if (connected.Keeps && !keeps)
        {
            keeps = true;
            outbox = new Outbox(around.Options.OutboxLimit);
        }

        deadlines.Remove(sessionEnd);
        connection = connected.Connection;
        step.Deliver(PersonId, new Welcomed(connection, connected.Resume, outbox.Last));
        if (connected.Resume)
        {
            foreach (var missed in outbox.Missed(connection, connected.LastSeen)) step.Deliver(PersonId, missed);
        }

        if (isNew && connected.Opens) journey.Open(null, step);
        else journey.Returned(step);
    }

    private void Disconnect(Step step)
    {
        connection = 0;
        if (!keeps)
        {
            journey.LeaveForGood(step);
            End(step, CloseReason.Ended);
            return;
        }

        journey.WentAway(step);
        sessionEnd = deadlines.Add(step.Running + around.Options.SessionLifetime, later =>
        {
            journey.LeaveForGood(later);
            End(later, CloseReason.Ended);
        });
    }

    private void Say(Said said, Step step)
    {
        if (said.ClientId is { } id && seen.Contains(id))
        {
            step.Deliver(PersonId, new Acknowledged(connection, id));
            return;
        }

        if (said.Text.Length > 0 || said.Payload is not null)
        {
            if (!journey.Accepts)
            {
                Refuse(ServiceCodes.TooManyUnhandled, ServiceCodes.TooManyUnhandled.Remedy + ".", step, said.ClientId);
                return;
            }

            // What is tried at the gate is neither recorded nor kept.
            step.Secret = journey.IsAtGate(said);
            if (!step.Secret) outbox.AddOwn(said.ClientId, said.Text);
        }

        if (said.ClientId is { } accepted)
        {
            seen.Add(accepted);
            step.Deliver(PersonId, new Acknowledged(connection, accepted));
        }

        if (said.Text.Length > 0 || said.Payload is not null) journey.Said(said, step);
    }
}
