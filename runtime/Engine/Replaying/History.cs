using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Replaying;

/// <summary>What has happened in a conversation, as its present version took it: what a reload has replaced is left out.</summary>
internal sealed class History
{
    private readonly Dictionary<ActorId, List<Message>> told = [];
    private readonly HashSet<ActorId> gone = [];

    private History()
    {
    }

    /// <summary>The events.</summary>
    public List<PastEvent> Events { get; } = [];

    /// <summary>The side effects that were asked for.</summary>
    public List<RecordedEffect> Effects { get; } = [];

    /// <summary>Who takes part, once it is known.</summary>
    public RolesAssigned? Roles { get; set; }

    /// <summary>The index of the event with which the world was over for its people; null while it is not.</summary>
    public int? Over { get; private set; }

    /// <summary>Whether something happened that no replay can have.</summary>
    public bool IsForeign { get; private set; }

    public static History Of(IEnumerable<RecordedStep> steps)
    {
        var history = new History();
        foreach (var step in steps) history.Add(step);
        return history;
    }

    /// <summary>What a person was told, and was not told otherwise since.</summary>
    public IReadOnlyList<Message> ToldTo(ActorId person) => told.GetValueOrDefault(person) ?? [];

    /// <summary>Whether an event came after the end of the world.</summary>
    public bool IsAfterEnd(int index) => index > Over;

    /// <summary>Whether the world was over with an event, or as the time passed that it belongs to.</summary>
    public bool MayEndAt(int index) => index <= Over && Events[(index + 1)..(Over.Value + 1)].TrueForAll(one => one.In is Woken);

    private void Add(RecordedStep step)
    {
        if (step.In is Reloaded reloaded)
        {
            Events.Clear();
            Effects.Clear();
            Events.AddRange(reloaded.Events);
        }
        else
        {
            IsForeign |= step.In is ForeignContinuation;
            Events.Add(new PastEvent(step.At, step.Up, step.In!));
        }

        Effects.AddRange(step.Effects);
        foreach (var send in step.Sent)
        {
            var to = ActorId.Parse(send.To);
            if (send.Letter is RolesAssigned roles) Roles = roles;
            if (send.Letter is Told message) ListOf(to).Add(message.Message);
            if (send.Letter is Seated seated) ListOf(to).AddRange(seated.Said.Where(word => !word.Own).Select(word => word.Message));
            if (send.Letter is not Retold retold) continue;
            ListOf(to).RemoveRange(retold.Keep, ListOf(to).Count - retold.Keep);
            ListOf(to).AddRange(retold.Messages);
        }

        if (step.In is LeftWorld left) gone.Add(left.Person);
        foreach (var send in step.Sent.Where(send => send.Letter is WorldEnded)) gone.Add(ActorId.Parse(send.To));
        if (Over is null && (step.Ended || IsOver())) Over = Events.Count - 1;
    }

    private bool IsOver() => gone.Count > 0 && Events[0].In is Begin begin
        && (Roles?.Kept ?? begin.Agents.Select(agent => agent.Person)).All(person => gone.Contains(person));

    private List<Message> ListOf(ActorId person)
    {
        if (!told.TryGetValue(person, out var list)) told.Add(person, list = []);
        return list;
    }
}
