namespace ScriptChat.Engine.People;

/// <summary>The ids of a client's newest messages, by which a resend is recognized.</summary>
internal sealed class SeenIds
{
    private const int Limit = 1000;

    private readonly HashSet<string> ids = [];
    private readonly Queue<string> order = new();

    public bool Contains(string id) => ids.Contains(id);

    public void Add(string id)
    {
        if (!ids.Add(id)) return;
        order.Enqueue(id);
        if (order.Count > Limit) ids.Remove(order.Dequeue());
    }
}
