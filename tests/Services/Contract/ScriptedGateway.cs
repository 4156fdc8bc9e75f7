using System.Collections.Concurrent;
using System.Threading.Channels;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.Contract;

/// <summary>An engine in miniature. It numbers what people are shown, remembers them, sends again what they missed, acknowledges
/// and says goodbye; what it answers is up to the test. It echoes unless told otherwise. Everything it hears it keeps for the test.
/// It outlives the services that are attached to it one after the other, as a journal does.</summary>
internal sealed class ScriptedGateway : IGateway
{
    private readonly ConcurrentDictionary<PersonId, Someone> people = new();
    private readonly Channel<(PersonId Person, Arrival Arrival)> heard = Channel.CreateUnbounded<(PersonId, Arrival)>();
    private readonly List<(PersonId Person, Arrival Arrival)> passed = [];
    private readonly ConcurrentQueue<(PersonId Person, Arrival Arrival)> late = new();
    private IChatService? service;

    /// <summary>What to do with words. Echoes by default.</summary>
    public Action<PersonId, Said> OnSaid { get; set; } = static (_, _) => { };

    /// <summary>Whether <see cref="OnSaid"/> is joined by an echo.</summary>
    public bool Echoes { get; set; } = true;

    /// <summary>Whether words can be stored. If not, they are refused and not taken.</summary>
    public bool Stores { get; set; } = true;

    /// <summary>Whether words that have a client's id are acknowledged.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>Whether who comes has to wait until <see cref="Recovered"/>.</summary>
    public bool IsRecovering { get; set; }

    /// <summary>When things are said; null for services that do not know.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>How many messages are kept for a person.</summary>
    public int Keeps { get; set; } = int.MaxValue;

    /// <summary>Where its deliveries go.</summary>
    public void Attach(IChatService to) => service = to;

    public void Receive(PersonId person, Arrival arrival)
    {
        switch (arrival)
        {
            case Connected when IsRecovering:
                late.Enqueue((person, arrival));
                break;
            case Connected connected:
                Welcome(person, connected);
                break;
            case Said said when people.TryGetValue(person, out var someone):
                Take(person, someone, said);
                break;
            case Judged judged when people.TryGetValue(person, out var critic):
                lock (critic) critic.Judged[judged.Seq] = judged.Content;
                Deliver(person, new Judgement(judged.Connection, judged.Seq, judged.Content));
                break;
            case Leaves leaves:
                Show(person, new Message { Text = "See you later!" });
                Deliver(person, new Closing(leaves.Connection, CloseReason.Ended));
                break;
            default:
                break;
        }

        // Last: who hears of an arrival may ask at once for whom it brought.
        heard.Writer.TryWrite((person, arrival));
    }

    /// <summary>Shows somebody a message.</summary>
    public void Show(PersonId person, Message message)
    {
        var someone = people[person];
        lock (someone)
        {
            someone.Shown.Add(message);
            Deliver(person, new Shown(someone.Connection, someone.Shown.Count, message) { At = At });
        }
    }

    /// <summary>The author changes the script: what somebody was shown from a number on is struck.</summary>
    public void Strike(PersonId person, long from, bool bounded = false)
    {
        var someone = people[person];
        lock (someone)
        {
            var upto = someone.Shown.Count;
            someone.Strikes.Add((upto, from, bounded ? upto : null));
            Deliver(person, new Struck(someone.Connection, from) { Upto = bounded ? upto : null });
        }
    }

    /// <summary>Who waited is welcomed.</summary>
    public void Recovered()
    {
        IsRecovering = false;
        while (late.TryDequeue(out var each)) Welcome(each.Person, (Connected)each.Arrival);
    }

    /// <summary>What somebody said and was taken, in order.</summary>
    public IReadOnlyList<string> Taken(PersonId person)
    {
        var someone = people[person];
        lock (someone) return [.. someone.Words.Select(each => each.Said.Message.Text)];
    }

    /// <summary>Somebody's session expires.</summary>
    public void Forget(PersonId person) => people.TryRemove(person, out _);

    /// <summary>Delivers anything at all.</summary>
    public void Deliver(PersonId person, Delivery delivery) => service!.Deliver(person, delivery);

    /// <summary>The next arrival of a kind, from whomever; others are passed over and kept for later.</summary>
    public async Task<(PersonId Person, T Arrival)> HearAsync<T>(Func<T, bool>? when = null)
        where T : Arrival
    {
        bool Fits(Arrival arrival) => arrival is T candidate && (when is null || when(candidate));
        var index = passed.FindIndex(item => Fits(item.Arrival));
        if (index >= 0)
        {
            var (person, arrival) = passed[index];
            passed.RemoveAt(index);
            return (person, (T)arrival);
        }

        while (true)
        {
            var item = await heard.Reader.ReadAsync().Soon();
            if (Fits(item.Arrival)) return (item.Person, (T)item.Arrival);
            passed.Add(item);
        }
    }

    private void Welcome(PersonId person, Connected connected)
    {
        if (connected.Resume && !people.ContainsKey(person))
        {
            Deliver(person, new Refused(connected.Connection, ServiceCodes.UnknownSession, "the session is unknown or has expired"));
            return;
        }

        var someone = people.GetOrAdd(person, _ => new Someone());
        lock (someone)
        {
            if (someone.Connection != 0) Deliver(person, new Closing(someone.Connection, CloseReason.Replaced));
            someone.Connection = connected.Connection;
            if (!connected.Keeps) return;
            Deliver(person, new Welcomed(connected.Connection, connected.Resume, someone.Shown.Count));
            var from = connected.LastSeen ?? 0;
            if (connected.Resume && connected.LastSeen is null)
            {
                foreach (var (after, said) in someone.Words) Deliver(person, new OwnWords(connected.Connection, after, said.ClientId, said.Message.Text) { Payload = said.Message.Payload, At = At });
            }

            var cut = someone.Shown.Count - Keeps;
            if (from < cut) Deliver(person, new Refused(connected.Connection, ServiceCodes.HistoryCut, "earlier messages are no longer kept"));
            TellAgain(person, someone, Math.Max(from, cut));
            foreach (var (seq, content) in someone.Judged) Deliver(person, new Judgement(connected.Connection, seq, (System.Text.Json.Nodes.JsonObject)content.DeepClone()));
        }
    }

    /// <summary>A strike comes again to who may not have it: whoever has no message that came after it.</summary>
    private void TellAgain(PersonId person, Someone someone, long from)
    {
        for (var seq = from; seq <= someone.Shown.Count; seq++)
        {
            if (seq > from) Deliver(person, new Shown(someone.Connection, seq, someone.Shown[(int)seq - 1]) { At = At });
            foreach (var strike in someone.Strikes.Where(strike => strike.At == seq)) Deliver(person, new Struck(someone.Connection, strike.From) { Upto = strike.Upto });
        }
    }

    private void Take(PersonId person, Someone someone, Said said)
    {
        if (!Stores)
        {
            Deliver(person, new Refused(said.Connection, ServiceCodes.NotStored, "not stored", said.ClientId));
            return;
        }

        bool isNew;
        lock (someone)
        {
            isNew = said.ClientId is null || someone.Ids.Add(said.ClientId);
            if (isNew) someone.Words.Add((someone.Shown.Count, said));
        }

        if (said.ClientId is { } id && Acknowledges) Deliver(person, new Acknowledged(said.Connection, id));
        if (!isNew) return;
        OnSaid(person, said);
        if (Echoes) Show(person, new Message { Id = "Echo", Text = said.Message.Text, Payload = said.Message.Payload });
    }

    private sealed class Someone
    {
        public long Connection { get; set; }

        public List<Message> Shown { get; } = [];

        public List<(long After, Said Said)> Words { get; } = [];

        public List<(long At, long From, long? Upto)> Strikes { get; } = [];

        public HashSet<string> Ids { get; } = [];

        public SortedDictionary<long, System.Text.Json.Nodes.JsonObject> Judged { get; } = [];
    }
}
