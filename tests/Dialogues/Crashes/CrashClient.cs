using ScriptChat.Dialogues.Play;
using ScriptChat.Messages;

namespace ScriptChat.Dialogues.Tests.Crashes;

/// <summary>What a person's client keeps to resume: whether it has a token, and what nobody has acknowledged.</summary>
internal sealed class CrashClient(Seat seat)
{
    private readonly List<Said> unacknowledged = [];
    private bool isKnown;
    private bool forgot;
    private bool leaves;
    private long last;

    /// <summary>All that the person was shown and all of theirs that was acknowledged or refused, in order.</summary>
    public List<string> Transcript { get; } = [];

    public void Bring(Arrival arrival)
    {
        switch (arrival)
        {
            case Connected connected:
                forgot = connected is { Resume: true, LastSeen: null };
                leaves = false;
                if (connected.Resume) break;
                isKnown = false;
                last = 0;
                break;
            case Said { ClientId: not null } said:
                unacknowledged.Add(said);
                break;
            case Leaves:
                leaves = true;
                break;
        }
    }

    public void Take(Delivery delivery)
    {
        switch (delivery)
        {
            case Welcomed:
                isKnown = true;
                forgot = false;
                break;
            case Shown shown when shown.Seq > last:
                last = shown.Seq;
                Transcript.Add($"{shown.Message.Id}: {shown.Message.Text} [{string.Join('|', shown.Message.QuickReplies ?? [])}] {shown.Message.Payload?.Type}");
                break;
            case Acknowledged acknowledged:
                var word = unacknowledged.Find(one => one.ClientId == acknowledged.ClientId);
                if (word is null) break;
                unacknowledged.Remove(word);
                Transcript.Add($"> {word.Message.Text}");
                break;
            case Refused refused:
                unacknowledged.RemoveAll(one => one.ClientId == refused.ClientId);
                Transcript.Add($"! {refused.Code.Id}");
                break;
            case Closing:
                leaves = false;
                break;
        }
    }

    /// <summary>The client finds its connection broken and makes another, if its person wants to be here.</summary>
    public Connected? Reconnect() => seat.Connection == 0 ? null : seat.Connect(enters: !isKnown, plain: false, forgot: isKnown && forgot);

    /// <summary>What it says again over the new connection.</summary>
    public IReadOnlyList<Arrival> Again()
    {
        if (seat.Connection == 0) return [];
        IEnumerable<Arrival> words = unacknowledged.Select(said => said with { Connection = seat.Connection });
        return [.. leaves ? words.Append(new Leaves(seat.Connection)) : words];
    }
}
