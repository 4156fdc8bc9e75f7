using ScriptChat.Engine.People;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Simulations;

/// <summary>Somebody in the simulation, and what they may expect: numbers without gaps, an answer to every word.</summary>
internal sealed class SimPerson(PersonId id, bool keeps)
{
    /// <summary>Words of which nobody has said yet what became of them.</summary>
    private readonly List<(string Text, string? ClientId, long Told)> pending = [];

    private string? lastText;
    private long told;
    private int words;

    public PersonId Id => id;

    public bool Keeps => keeps;

    public long Connection { get; private set; }

    public bool IsHere => Connection != 0;

    public bool IsGone { get; set; }

    public long LastSeq { get; private set; }

    public string? LastClientId { get; private set; }

    public string? LastText => lastText;

    public HashSet<string> Acknowledged { get; } = [];

    public void Connect(long connection) => Connection = connection;

    public void Drop() => Connection = 0;

    /// <summary>A client that has lost everything it had.</summary>
    public void ForgetAll() => LastSeq = 0;

    public Said Word(string text, string unique)
    {
        LastClientId = keeps ? $"{id}/{++words}" : null;
        pending.Add((unique, LastClientId, told));
        return new Said(Connection, LastClientId, text);
    }

    public void Take(Delivery delivery)
    {
        if (delivery.Connection != Connection) return;
        switch (delivery)
        {
            case Shown shown:
                if (shown.Seq != LastSeq + 1) throw new InvariantException($"{id} got message {shown.Seq} after {LastSeq}");
                LastSeq = shown.Seq;
                lastText = shown.Message.Text;
                told++;
                break;
            case Refused refused:
                told++;
                pending.RemoveAll(word => word.ClientId == refused.ClientId && word.ClientId is not null);
                break;
            case Acknowledged acknowledged:
                Acknowledged.Add(acknowledged.ClientId);
                break;
            case Closing { Reason: not CloseReason.Replaced }:
                IsGone = true;
                Connection = 0;
                break;
        }
    }

    /// <summary>Checks that no word was lost without a word.</summary>
    public void CheckWords(Place place, ISet<string> taken)
    {
        if (!IsHere) return;
        foreach (var word in pending)
        {
            if (word.ClientId is { } clientId && !Acknowledged.Contains(clientId)) throw new InvariantException($"{id}: '{word.Text}' was neither acknowledged nor refused");
        }

        pending.RemoveAll(word => taken.Contains(word.Text) || told > word.Told);
        if (pending.Count == 0 || place is InWorld { Unheard: > 0 }) return;
        throw new InvariantException($"{id}: '{pending[0].Text}' was lost without a word; at {place}, last heard '{lastText}'");
    }

    /// <summary>They saw it, or will when they come back: what was pending is no longer to be watched.</summary>
    public void ForgetWords() => pending.Clear();
}
