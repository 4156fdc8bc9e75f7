using System.Text.Json;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Replaying;

/// <summary>Says events and what came of them in words, for the author of the script.</summary>
internal sealed class EventWords(Begin begin)
{
    private readonly Dictionary<string, string> names = begin.Agents.Select((agent, place) => (agent.Person.Value, place)).ToDictionary(pair => pair.Value, pair => $"agent {pair.place}");
    private readonly Dictionary<long, string> effects = [];

    /// <summary>Takes in what the event tells of names.</summary>
    public void Learn(RecordedStep recorded)
    {
        Learn(recorded.Effects, recorded.Sent.Select(send => send.Letter).OfType<RolesAssigned>().LastOrDefault());
    }

    /// <summary>Takes in names.</summary>
    public void Learn(IEnumerable<RecordedEffect> asked, RolesAssigned? roles)
    {
        foreach (var effect in asked) effects[effect.Number] = effect.Name;
        for (var place = 0; place < roles?.Kept.Count; place++)
            if (roles.Roles?.ElementAtOrDefault(place) is { Length: > 0 } role) names[roles.Kept[place].Value] = role;
    }

    /// <summary>An event.</summary>
    public string Of(Letter letter) => letter switch
    {
        Begin first => $"{first.World} begins{(first.Task.Length == 0 ? "" : $" ({first.Task})")} with {string.Join(", ", first.Agents.Select(agent => Name(agent.Person)))}",
        Spoke spoke => $"{Name(spoke.Person)} says {Words(spoke.Message)}",
        LeftWorld left => $"{Name(left.Person)} leaves",
        PresenceInWorld presence => $"{Name(presence.Person)} is {(presence.Here ? "back" : "away")}",
        HasReceived received => $"{Name(received.Person)} has message {received.Index}",
        EffectEnded { ErrorKind: { } kind } failed => $"the effect '{effects.GetValueOrDefault(failed.Effect, "?")}' fails: {kind}: {failed.ErrorMessage}",
        EffectEnded ended => $"the effect '{effects.GetValueOrDefault(ended.Effect, "?")}' gives {ended.Result}",
        Woken => "time passes",
        ServiceResumed => "the service goes on after a restart",
        ForeignContinuation => "something goes on that is not recorded",
        Reloaded => "the conversation goes on with an edited script",
        Abandoned abandoned => $"the conversation could not be rebuilt ({abandoned.Reason})",
        EndNow end => $"the world is ended ({end.Outcome})",
        _ => letter.GetType().Name,
    };

    /// <summary>What came of it.</summary>
    public IReadOnlyList<string> Of(IEnumerable<(string To, Letter Letter)> sent, IReadOnlyList<RecordedEffect> asked, IReadOnlyList<JsonElement> saved, bool ended) =>
    [
        .. sent.Select(send => Sent(send.To, send.Letter)).OfType<string>(),
        .. asked.Select(effect => $"asks for '{effect.Name}'"),
        .. saved.Select(row => $"saves {row.GetRawText()}"),
        .. ended ? ["is over"] : (string[])[],
    ];

    /// <summary>What is different in saved rows of the same number; null for nothing.</summary>
    public static string? SavedOtherwise(IReadOnlyList<JsonElement> then, IReadOnlyList<JsonElement> now) =>
        then.Count == now.Count && then.Zip(now).All(pair => JsonElement.DeepEquals(pair.First, pair.Second)) ? null : "other rows are saved";

    private string? Sent(string to, Letter letter) => letter switch
    {
        Told told => $"tells {Name(new PersonId(ActorId.Parse(to).Name))}: {(told.Message.Id is { Length: > 0 } who ? who + ": " : "")}{Words(told.Message)}",
        DataChanged changed => $"changes what is kept of {Name(new PersonId(ActorId.Parse(to).Name))}: {changed.Data?.ToJsonString() ?? changed.StoredData?.ToJsonString()}",
        WorldEnded end => $"lets {Name(new PersonId(ActorId.Parse(to).Name))} go: {end.Outcome}{(end.Choice is null ? "" : $", {end.Choice}")}{(end.Data is null ? "" : $", {end.Data.ToJsonString()}")}",
        RolesAssigned roles => $"assigns roles: {string.Join(", ", roles.Roles ?? [.. roles.Kept.Select(Name)])}",
        // The runtime's own bookkeeping.
        _ => null,
    };

    private string Name(PersonId person) => names.GetValueOrDefault(person.Value, person.Value);

    private static string Words(Message? message)
    {
        if (message is null) return "(erased)";
        var text = $"\"{message.Text}\"";
        if (message.QuickReplies is { Count: > 0 } replies) text += $" {string.Join(' ', replies.Select(reply => $"[{reply}]"))}";
        return message.Payload is { } payload ? $"{text} <{payload.Type}>" : text;
    }
}
