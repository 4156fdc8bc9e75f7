using System.Text.Json.Nodes;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.Conversations;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Replaying;

/// <summary>Replays what has happened in a conversation on another version of its script. What people did comes as it came;
/// timers are the new version's own; an answer of a side effect is used again where the request is the same.</summary>
/// <param name="conversation">An instance on the other version.</param>
/// <param name="history">What has happened.</param>
/// <param name="ask">Asks for a side effect that was not asked for before, or otherwise; null when it is not to be asked for.</param>
internal sealed class EditedReplay(Conversation conversation, History history, Func<long, Task<EffectEnded?>> ask)
{
    private readonly Dictionary<(string Name, int Use), (RecordedEffect Asked, EffectEnded? Ended)> before = [];
    private readonly Dictionary<string, int> uses = [];
    private readonly Dictionary<long, (string Name, int Use)> known = [];
    private readonly Dictionary<(string Name, int Use), long> waiting = [];
    private readonly HashSet<(string Name, int Use)> arrived = [];
    private readonly Dictionary<ActorId, List<Message>> told = [];
    private RolesAssigned? roles;
    private int at;

    /// <summary>The events as the other version took them.</summary>
    public List<PastEvent> Events { get; } = [];

    /// <summary>The side effects that it asked for.</summary>
    public List<RecordedEffect> Effects { get; } = [];

    /// <summary>The rows that it saved.</summary>
    public List<byte[]> Saved { get; } = [];

    /// <summary>What it changed of its people, all in all.</summary>
    public Dictionary<ActorId, DataChanged> Data { get; } = [];

    /// <summary>The side effects that are under way, and were asked for in the same way before: their numbers then and now.</summary>
    public IEnumerable<(long Then, long Now)> UnderWay => waiting.Select(pair => (before[pair.Key].Asked.Number, pair.Value));

    /// <summary>Told of each event of the other version, with what it caused.</summary>
    public Action<FedEvent>? Fed { get; set; }

    /// <summary>Told before each event of the history, with its index.</summary>
    public Action<int>? Takes { get; set; }

    /// <summary>What a person was told.</summary>
    public IReadOnlyList<Message> ToldTo(ActorId person) => told.GetValueOrDefault(person) ?? [];

    /// <summary>Replays all.</summary>
    /// <param name="until">Stops before the event of this index.</param>
    /// <returns>Null, or why the other version can't go on with the conversation, and at which event.</returns>
    public async Task<(int Event, string Why)?> RunAsync(int until = int.MaxValue)
    {
        Learn();
        conversation.Log.IsQuiet = true;
        try
        {
            for (var index = 0; index < Math.Min(until, history.Events.Count); index++)
            {
                at = index;
                Takes?.Invoke(index);
                if (await TakeAsync(history.Events[index]) is { } why) return (index + 1, why);
            }
        }
        finally
        {
            conversation.Log.IsQuiet = false;
        }

        return null;
    }

    private void Learn()
    {
        var counts = new Dictionary<string, int>();
        var byNumber = new Dictionary<long, (string, int)>();
        foreach (var effect in history.Effects)
        {
            var key = (effect.Name, counts[effect.Name] = counts.GetValueOrDefault(effect.Name) + 1);
            before[key] = (effect, null);
            byNumber[effect.Number] = key;
        }

        foreach (var ended in history.Events.Select(one => one.In).OfType<EffectEnded>())
        {
            if (!byNumber.TryGetValue(ended.Effect, out var key)) continue;
            before[key] = (before[key].Asked, ended);
            known[ended.Effect] = key;
        }
    }

    private async Task<string?> TakeAsync(PastEvent past)
    {
        switch (past.In)
        {
            case Woken:
                // The new version has timers of its own.
                return await WakeUntilAsync(past) ?? LookAtEnd();
            case ForeignContinuation:
                return "it awaited something that is not recorded";
            case EffectEnded ended:
                if (await WakeUntilAsync(past) is { } failed) return failed;
                if (!known.TryGetValue(ended.Effect, out var key)) return null;
                arrived.Add(key);
                if (!waiting.Remove(key, out var number)) return LookAtEnd();
                return await FeedAsync(past with { In = ended with { Effect = number } }, FedKind.Event) ?? LookAtEnd();
            default:
                return await WakeUntilAsync(past) ?? await FeedAsync(past, FedKind.Event) ?? LookAtEnd();
        }
    }

    private async Task<string?> WakeUntilAsync(PastEvent next)
    {
        while (conversation.NextDue is { } due && (long)due.TotalMilliseconds <= next.Up)
        {
            var up = Math.Max((long)due.TotalMilliseconds, Events.Count > 0 ? Events[^1].Up : 0);
            if (await FeedAsync(new PastEvent(next.At - (next.Up - up), up, Woken.Instance), FedKind.Timer) is { } why) return why;
        }

        return null;
    }

    private async Task<string?> FeedAsync(PastEvent past, FedKind kind)
    {
        // What came after the end was for the shutdown.
        var isAfter = history.IsAfterEnd(at);
        if (conversation.Ended || (conversation.IsOver && !isAfter)) return history.MayEndAt(at) || isAfter ? null : "the new script is over before it";
        var step = conversation.Relive(new RecordedStep { At = past.At, Up = past.Up, In = past.In });
        Events.Add(past);
        Fed?.Invoke(new FedEvent(kind, past, step));
        Saved.AddRange(step.Saved);
        foreach (var (to, _, letter) in step.Sends) Keep(to, letter);
        if (conversation.IsOver || conversation.Ended)
        {
            if (isAfter || history.MayEndAt(at)) return null;
            if (past.In is Begin begin && conversation.Module?.Find(begin.World) is null) return $"the new script has no world '{begin.World}'";
            return conversation.Log.Silenced is { } error ? $"the new script threw {error.GetType().Name}" : "the new script ends there";
        }

        if (roles is not null && history.Roles is { } then && !roles.Kept.SequenceEqual(then.Kept)) return "the new script gives the roles to others";
        foreach (var effect in step.Effects)
        {
            if (await AnswerAsync(effect, past) is { } why) return why;
        }

        return null;
    }

    private string? LookAtEnd() => history.Over == at && !conversation.IsOver && !conversation.Ended ? "then the world was over there, and the new script goes on" : null;

    private async Task<string?> AnswerAsync(RecordedEffect effect, PastEvent past)
    {
        Effects.Add(effect);
        var key = (effect.Name, uses[effect.Name] = uses.GetValueOrDefault(effect.Name) + 1);
        var asked = before.TryGetValue(key, out var one);
        if (asked && one.Asked.Request == effect.Request)
        {
            // Its answer comes where it came before; one that has not come yet is asked for again when the conversation goes on.
            if (one.Ended is not null && arrived.Contains(key)) return await FeedAsync(past with { In = one.Ended with { Effect = effect.Number } }, FedKind.Answer);
            waiting[key] = effect.Number;
            return null;
        }

        if (!conversation.Effects.IsPending(effect.Number)) return null;
        return await ask(effect.Number) is { } ended
            ? await FeedAsync(past with { In = ended }, FedKind.Answer)
            : $"the new script asks {(asked ? $"'{effect.Name}' for something else" : $"for something new: '{effect.Name}'")}";
    }

    private void Keep(ActorId to, Letter letter)
    {
        switch (letter)
        {
            case Told message:
                if (!told.TryGetValue(to, out var list)) told.Add(to, list = []);
                list.Add(message.Message);
                break;
            case RolesAssigned assigned:
                roles = assigned;
                break;
            case DataChanged changed:
                Data[to] = Data.TryGetValue(to, out var earlier)
                    ? changed with { Data = Merge(earlier.Data, changed.Data), StoredData = Merge(earlier.StoredData, changed.StoredData) }
                    : changed;
                break;
        }
    }

    // Unlike with what is kept of a person, a removal stays in: it is still to be done.
    private static JsonObject? Merge(JsonObject? one, JsonObject? other)
    {
        if (one is null || other is null) return one ?? other;
        var merged = (JsonObject)one.DeepClone();
        foreach (var (key, value) in other) merged[key] = value?.DeepClone();
        return merged;
    }
}

/// <summary>An event as another version of the script took it.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Past">The event.</param>
/// <param name="Step">What it caused.</param>
internal sealed record FedEvent(FedKind Kind, PastEvent Past, Step Step);

/// <summary>Where an event comes from that is fed to another version.</summary>
internal enum FedKind
{
    /// <summary>From the history.</summary>
    Event,

    /// <summary>From a timer of the other version's own.</summary>
    Timer,

    /// <summary>It is the answer of a side effect, where the other version asks for it later than it came, or anew.</summary>
    Answer,
}
