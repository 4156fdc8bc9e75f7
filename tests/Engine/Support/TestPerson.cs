using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>Somebody at the test's service: what they do, and all that was brought to them.</summary>
internal sealed class TestPerson(Bench bench, PersonId id, bool keeps)
{
    private int words;

    public PersonId Id => id;

    public long Connection { get; private set; }

    /// <summary>What was delivered over the present connection.</summary>
    public List<Delivery> Deliveries { get; } = [];

    /// <summary>The texts that were shown since the last call.</summary>
    public IReadOnlyList<string> NewTexts()
    {
        string[] texts = [.. Deliveries.OfType<Shown>().Skip(read).Select(shown => shown.Message.Text)];
        read += texts.Length;
        return texts;
    }

    private int read;

    public IEnumerable<Message> Messages => Deliveries.OfType<Shown>().Select(shown => shown.Message);

    public string? LastText => Messages.LastOrDefault()?.Text;

    public IEnumerable<string> Refusals => Deliveries.OfType<Refused>().Select(refused => refused.Code.Id);

    public TestPerson Enter(bool resume = false, long? lastSeen = null)
    {
        Connection = ConnectionIds.Next();
        bench.Service.Connect(Connection, this);
        bench.Engine.Receive(id, new Connected(Connection, resume, lastSeen, keeps, Opens: keeps));
        bench.Settle();
        return this;
    }

    /// <summary>Says something under a fresh client id.</summary>
    public TestPerson Say(string text, string? clientId = null)
    {
        bench.Engine.Receive(id, new Said(Connection, clientId ?? (keeps ? $"{id}-{++words}" : null), text));
        bench.Settle();
        return this;
    }

    public TestPerson Disconnect()
    {
        bench.Engine.Receive(id, new Disconnected(Connection));
        bench.Settle();
        return this;
    }

    public TestPerson Leave()
    {
        bench.Engine.Receive(id, new Leaves(Connection));
        bench.Settle();
        return this;
    }
}
