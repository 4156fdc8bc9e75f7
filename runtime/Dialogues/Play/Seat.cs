using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Results;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Play;

/// <summary>A person of a play, as their client would see it. Checks what every client may rely on: numbers without gaps,
/// each message once, each word acknowledged, a retelling that is what was told.</summary>
/// <param name="name">The name in the dialogue.</param>
/// <param name="speaker">Says who is speaking; null when nobody asks.</param>
internal sealed class Seat(string name, Func<string?>? speaker = null)
{
    /// <summary>Who says what no world says: that somebody is waited for, that a world has closed.</summary>
    private const string TheRuntime = "the runtime";

    private readonly Lock gate = new();
    private readonly List<Seen> seen = [];
    private readonly List<(Message Message, string? Place)> spoken = [];
    private readonly List<Note> notes = [];
    private readonly List<string> unacknowledged = [];
    private readonly Retelling retelling = new();
    private bool mustBeKnown;
    private long lastSeq;
    private long received;
    private int said;

    /// <summary>The person's address.</summary>
    public PersonId Person { get; } = new(DialogueService.ServiceName, name);

    /// <summary>The connection; 0 for none.</summary>
    public long Connection { get; private set; }

    /// <summary>Whether the client can come back.</summary>
    public bool Keeps { get; private set; }

    /// <summary>A new connection.</summary>
    /// <param name="enters">True for somebody new, false for somebody who is back.</param>
    /// <param name="plain">Whether with a plain client.</param>
    /// <param name="forgot">Whether the client has lost what it was told.</param>
    public Connected Connect(bool enters, bool plain, bool forgot)
    {
        lock (gate)
        {
            Connection = ConnectionIds.Next();
            mustBeKnown = !enters;
            if (enters)
            {
                Keeps = !plain;
                (lastSeq, received) = (0, 0);
                retelling.Clear();
            }

            if (forgot) retelling.Begin();
            return new Connected(Connection, Resume: !enters, LastSeen: enters || forgot ? null : lastSeq, Keeps, Opens: !plain);
        }
    }

    /// <summary>The connection breaks.</summary>
    public Disconnected Disconnect()
    {
        lock (gate)
        {
            var disconnected = new Disconnected(Connection);
            Connection = 0;
            return disconnected;
        }
    }

    /// <summary>Words of the person.</summary>
    /// <param name="says">What.</param>
    public Said Say(Says says)
    {
        lock (gate)
        {
            var id = Keeps ? $"{name}-{++said}" : null;
            if (id is not null) unacknowledged.Add(id);
            retelling.Said(lastSeq, says.Text);
            return new Said(Connection, id, new Message { Text = says.Text, Payload = says.Payload });
        }
    }

    /// <summary>The person has read all.</summary>
    public Read ReadAll()
    {
        lock (gate) return new Read(Connection, lastSeq);
    }

    /// <summary>Tells that the client has what came, if something did.</summary>
    public Received? Receipt()
    {
        lock (gate)
        {
            if (!Keeps || Connection == 0 || lastSeq == received) return null;
            received = lastSeq;
            return new Received(Connection, lastSeq);
        }
    }

    /// <summary>A world is saying this at the moment. It comes later, or never to somebody who is out.</summary>
    /// <param name="message">What.</param>
    public void Spoken(Message message)
    {
        var place = speaker?.Invoke();
        lock (gate) spoken.Add((message, place));
    }

    /// <summary>Takes what came.</summary>
    /// <param name="delivery">What.</param>
    public void Take(Delivery delivery)
    {
        lock (gate)
        {
            // As with a real socket, what goes to a closed connection goes nowhere.
            if (delivery.Connection != Connection || Connection == 0) return;
            switch (delivery)
            {
                case Welcomed { Resumed: false } when mustBeKnown: Wrong($"{name} came back and was taken for somebody new"); break;
                case Shown shown: Show(shown); break;
                case OwnWords words: Check(retelling.Hear(words, lastSeq)); break;
                case Acknowledged { ClientId: var id }: if (!unacknowledged.Remove(id)) Wrong($"words of {name} were acknowledged that were not said or had been acknowledged"); break;
                case Typing typing: seen.Add(new SeenSign(typing.Who, typing.On ? Sign.Writing : Sign.NotWriting)); break;
                case ReadBy read: seen.Add(new SeenSign(read.Who, Sign.Read)); break;
                case Presence presence: seen.Add(new SeenSign(presence.Who, SignOf(presence.State))); break;
                case Refused refused: Refuse(refused); break;
                case Closing closing:
                    seen.Add(new SeenEnd(closing.Reason));
                    Connection = 0;
                    break;
            }
        }
    }

    /// <summary>Takes out all that was seen and found wrong since the last time.</summary>
    /// <param name="wrong">Where to put what was wrong.</param>
    public IReadOnlyList<Seen> Drain(List<Note> wrong)
    {
        lock (gate)
        {
            foreach (var _ in unacknowledged) Wrong($"what {name} said was neither acknowledged nor refused");
            unacknowledged.Clear();
            Check(retelling.End());
            wrong.AddRange(notes);
            notes.Clear();
            if (seen.Count == 0) return [];
            Seen[] all = [.. seen];
            seen.Clear();
            return all;
        }
    }

    private void Show(Shown shown)
    {
        if (retelling.IsUnderWay && shown.Seq <= lastSeq)
        {
            Check(retelling.Hear(shown));
            return;
        }

        if (Keeps && shown.Seq != lastSeq + 1) Wrong($"{name} got message {shown.Seq} after message {lastSeq}");
        lastSeq = Math.Max(lastSeq, shown.Seq);
        retelling.Shown(shown);
        seen.Add(new SeenMessage(shown.Message) { Place = speaker is null ? null : PlaceOf(shown.Message) ?? TheRuntime });
    }

    private string? PlaceOf(Message message)
    {
        var index = spoken.FindIndex(one => ReferenceEquals(one.Message, message));
        if (index < 0) return null;
        var place = spoken[index].Place;
        spoken.RemoveAt(index);
        return place;
    }

    private void Refuse(Refused refused)
    {
        seen.Add(new SeenRefusal(refused.Code.Id, refused.Text));
        if (refused.ClientId is { } id) unacknowledged.Remove(id);
        if (refused.Code == ServiceCodes.UnknownSession) Connection = 0;
    }

    private void Check(string? wrong)
    {
        if (wrong is not null) Wrong($"{name}'s page was told again something else than before: {wrong}");
    }

    private void Wrong(string text) => notes.Add(new Note(name, $"{text}; the runtime breaks its promise: report it", DialogueCodes.Differs));

    private static Sign SignOf(string state) => state switch
    {
        "here" => Sign.Here,
        "away" => Sign.Away,
        _ => Sign.Left,
    };
}
