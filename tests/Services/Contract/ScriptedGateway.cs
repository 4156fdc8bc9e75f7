using System.Collections.Concurrent;
using System.Threading.Channels;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.Contract;

/// <summary>An engine in miniature. It numbers what people are shown, remembers them, sends again what they missed, acknowledges
/// and says goodbye; what it answers is up to the test. It echoes unless told otherwise. Everything it hears it keeps for the test.</summary>
internal sealed class ScriptedGateway : IGateway
{
    private readonly ConcurrentDictionary<PersonId, Someone> people = new();
    private readonly Channel<(PersonId Person, Arrival Arrival)> heard = Channel.CreateUnbounded<(PersonId, Arrival)>();
    private readonly List<(PersonId Person, Arrival Arrival)> passed = [];
    private IChatService? service;

    /// <summary>What to do with words. Echoes by default.</summary>
    public Action<PersonId, Said> OnSaid { get; set; } = static (_, _) => { };

    /// <summary>Whether <see cref="OnSaid"/> is joined by an echo.</summary>
    public bool Echoes { get; set; } = true;

    /// <summary>Where its deliveries go.</summary>
    public void Attach(IChatService to) => service = to;

    public void Receive(PersonId person, Arrival arrival)
    {
        heard.Writer.TryWrite((person, arrival));
        switch (arrival)
        {
            case Connected connected:
                Welcome(person, connected);
                break;
            case Said said when people.TryGetValue(person, out var someone):
                if (said.ClientId is { } id) Deliver(person, new Acknowledged(said.Connection, id));
                lock (someone) someone.Words.Add((someone.Shown.Count, said));
                OnSaid(person, said);
                if (Echoes) Show(person, new Message { Id = "Echo", Text = said.Text, Payload = said.Payload });
                break;
            case Leaves leaves:
                Show(person, new Message { Text = "See you later!" });
                Deliver(person, new Closing(leaves.Connection, CloseReason.Ended));
                break;
            default:
                break;
        }
    }

    /// <summary>Shows somebody a message.</summary>
    public void Show(PersonId person, Message message)
    {
        var someone = people[person];
        lock (someone)
        {
            someone.Shown.Add(message);
            Deliver(person, new Shown(someone.Connection, someone.Shown.Count, message));
        }
    }

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
                foreach (var (after, said) in someone.Words) Deliver(person, new OwnWords(connected.Connection, after, said.ClientId, said.Text));
            }

            for (var seq = from + 1; seq <= someone.Shown.Count; seq++) Deliver(person, new Shown(connected.Connection, seq, someone.Shown[(int)seq - 1]));
        }
    }

    private sealed class Someone
    {
        public long Connection { get; set; }

        public List<Message> Shown { get; } = [];

        public List<(long After, Said Said)> Words { get; } = [];
    }
}
