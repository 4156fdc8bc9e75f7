using System.Text.Json.Nodes;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Around;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.People;

/// <summary>One person at one address: their connection, their numbered messages, and what is kept of them. Where they go is the
/// <see cref="Journey"/>'s affair.</summary>
internal sealed partial class Person : Actor
{
    private readonly Surroundings around;
    private readonly Deadlines deadlines = new();
    private readonly SeenIds seen = new();
    private readonly Journey journey;
    private Outbox outbox = new(0);
    private PersonState written;
    private long connection;
    private bool keeps;
    private bool took;
    private long sessionEnd;
    private TimeSpan? awayUntil;

    public Person(PersonId id, Surroundings around, GateKeeper gate)
        : base(id, around.Ids.NextNumber())
    {
        this.around = around;
        PersonId = id;
        journey = new Journey(this, around, gate);
    }

    public PersonId PersonId { get; }

    public bool IsHere => connection != 0;

    /// <summary>Whether their connection is one of this process: after a restart those who were here count as here until they hear of it.</summary>
    public bool IsReached => connection > 0;

    public Place Place => journey.Place;

    /// <summary>What worlds keep of the person. Replaced, never changed: copies are out there.</summary>
    public JsonObject Data { get; set; } = [];

    public JsonObject OnboardData { get; set; } = [];

    public JsonObject StoredData { get; private set; } = [];

    public override TimeSpan? NextDue => deadlines.Next;

    public override void Handle(Letter letter, Step step)
    {
        took = false;
        switch (letter)
        {
            case Arrived arrived:
                Arrive(arrived.Arrival, step);
                break;
            case Woken:
                step.Recorded = deadlines.Run(step, step.Running);
                break;
            case ServiceResumed resumed:
                Resume(resumed, step);
                break;
            case Seated seated:
                Seat(seated, step.Now);
                EndSessionAt(step.Running + SessionLifetime);
                break;
            case Told told when journey.Listens(told.Conversation):
                Show(told.Message, step, told.Index);
                ((InWorld)journey.Place).Told(outbox.Last);
                journey.Taken(told.Taken);
                break;
            case Retold retold when journey.Listens(retold.Conversation):
                ShowAgain(retold, step);
                journey.Taken(retold.Taken);
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
            case PartnersAre or PlaceInLine:
                step.Recorded = false;
                Orient(letter, step);
                break;
            default:
                journey.Handle(letter, step);
                break;
        }

        Locate(step);

        // Who is elsewhere has nothing more to hear from there that could be repeated.
        if (step.Cause.Number != 0 && !journey.Hears(step.Cause.From)) Forget(step.Cause.From);
    }

    public override void Recover(Exception error, Step step)
    {
        if (Ended) return;
        Show(Notice(Notices.Stuck), step);
        journey.LeaveForGood(step);
    }

    /// <summary>Shows a message to the person: numbers it, keeps it if they may come back, and brings it if they are here.</summary>
    public void Show(Message message, Step step, long index = 0)
    {
        var seq = outbox.Add(message, step.Now);
        step.Show(seq, message);
        if (index > 0 && keeps && journey.Place is InWorld world) world.Sent(seq, index);
        if (IsHere) step.Deliver(PersonId, new Shown(connection, seq, message) { At = step.Now });
    }

    /// <summary>Strikes what a world told, and shows what it tells now. A plain client has no way to strike: it gets what comes after.</summary>
    private void ShowAgain(Retold retold, Step step)
    {
        var world = (InWorld)journey.Place;
        var from = world.KeepTold(retold.Keep);
        if (keeps && from > 0)
        {
            outbox.Strike(from);
            if (IsHere) step.Deliver(PersonId, new Struck(connection, from) { Upto = outbox.Last });
        }

        foreach (var message in retold.Messages)
        {
            if (keeps) Show(message, step);
            world.Told(keeps ? outbox.Last : 0);
        }
    }

    /// <summary>Shows one of the runtime's own notices.</summary>
    public void Tell(string notice, Step step) => Show(Notice(notice), step);

    public void Refuse(DiagnosticCode code, string text, Step step, string? clientId = null)
    {
        if (IsHere) step.Deliver(PersonId, new Refused(connection, code, text, clientId));
    }

    /// <summary>Tells the person that something was refused, and a client that knows codes which one.</summary>
    public void Warn(DiagnosticCode code, string notice, Step step)
    {
        Tell(notice, step);
        // A plain client would show the same words twice.
        if (keeps) Refuse(code, notice, step);
    }

    /// <summary>Whether they can come back.</summary>
    public bool Keeps => keeps;

    /// <summary>The service stops for a while; the person keeps their seat.</summary>
    public void Suspend(Step step)
    {
        if (journey.Place is not Outside) Tell(Notices.Suspended, step);
        step.Deliver(PersonId, new Closing(connection, CloseReason.ShuttingDown));
    }

    /// <summary>The person's session is over, and nothing is kept.</summary>
    public void End(Step step, CloseReason reason)
    {
        if (IsHere) step.Deliver(PersonId, new Closing(connection, reason));
        connection = 0;
        deadlines.Clear();
        Ended = true;
    }

    public AgentSeed Seed() => new(PersonId, Data, OnboardData, StoredData, IsHere);

    private void Keep(bool value)
    {
        if (!value || keeps) return;
        keeps = true;
        outbox = new Outbox(around.Options.OutboxLimit);
    }

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
            step.Recorded = false;
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
            case Judged judged:
                if (outbox.Judge(judged.Seq, judged.Content))
                {
                    step.Deliver(PersonId, new Judgement(connection, judged.Seq, judged.Content));
                    break;
                }

                step.Recorded = false;
                Refuse(ServiceCodes.BadField, $"there is no message {judged.Seq} to say anything of", step);
                break;
            case Received received:
                TellReceived(received.Seq, step);
                step.Recorded = step.Sends.Count > 0;
                break;
        }
    }

    private void TellReceived(long seq, Step step)
    {
        if (journey.Place is not InWorld world) return;
        foreach (var index in world.ReceivedUpTo(seq)) step.Send(world.Conversation, new HasReceived(PersonId, index));
    }

    private void Connect(Connected connected, Step step)
    {
        var isNew = outbox.Last == 0 && connection == 0 && !keeps;
        if (connection != 0 && connection != connected.Connection) step.Deliver(PersonId, new Closing(connection, CloseReason.Replaced));
        Keep(connected.Keeps);
        deadlines.Remove(sessionEnd);
        awayUntil = null;
        connection = connected.Connection;
        located = null;
        step.Deliver(PersonId, new Welcomed(connection, connected.Resume, outbox.Last));
        if (connected.Resume)
        {
            if (outbox.HasGap(connected.LastSeen)) step.Deliver(PersonId, new Refused(connection, ServiceCodes.HistoryCut, ServiceCodes.HistoryCut.Title + "."));
            foreach (var missed in outbox.Missed(connection, connected.LastSeen)) step.Deliver(PersonId, missed);
            // What it has it has received; its word of that may be lost with another process.
            TellReceived(connected.LastSeen ?? 0, step);
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
        EndSessionAt(step.Running + SessionLifetime);
    }

    private TimeSpan SessionLifetime => around.Options.SessionLifetime ?? around.Module?.Config.SessionLifetime ?? TimeSpan.FromDays(1);

    private void EndSessionAt(TimeSpan end)
    {
        awayUntil = end;
        sessionEnd = deadlines.Add(end, later =>
        {
            journey.LeaveForGood(later);
            End(later, CloseReason.Ended);
        });
    }

    /// <summary>The service goes on after a restart; who was here is away until they come back.</summary>
    private void Resume(ServiceResumed resumed, Step step)
    {
        var before = outbox.Last;
        journey.Resume(resumed, step);
        if (connection > 0)
        {
            // The same process: only its memory was made anew.
        }
        else if (connection == 0)
        {
            if (awayUntil is { } end) EndSessionAt(end);
        }
        else if (keeps)
        {
            Disconnect(step);
            return;
        }
        else
        {
            connection = 0;
            journey.LeaveForGood(step);
            End(step, CloseReason.Ended);
            return;
        }

        step.Recorded = step.Sends.Count > 0 || outbox.Last > before || State() != written;
    }

    private void Say(Said said, Step step)
    {
        if (said.ClientId is { } id && seen.Contains(id))
        {
            step.Recorded = false;
            step.Deliver(PersonId, new Acknowledged(connection, id));
            return;
        }

        if (said.Message.Text.Length > 0 || said.Message.Payload is not null)
        {
            if (!journey.Accepts)
            {
                Refuse(ServiceCodes.TooManyUnhandled, ServiceCodes.TooManyUnhandled.Remedy + ".", step, said.ClientId);
                return;
            }

            // What is tried at the gate is neither recorded nor kept.
            took = true;
            step.Secret = journey.IsAtGate(said);
            if (!step.Secret) outbox.AddOwn(said.ClientId, said.Message.Text, step.Now, said.Message.Payload is { Data: null } kept ? kept : null);
        }

        if (said.ClientId is { } accepted)
        {
            took = true;
            seen.Add(accepted);
            step.Deliver(PersonId, new Acknowledged(connection, accepted));
        }

        if (said.Message.Text.Length > 0 || said.Message.Payload is not null) journey.Said(said, step);
    }
}
