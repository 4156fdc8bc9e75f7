using System.Globalization;
using System.Text.Json.Nodes;
using ScriptChat.Actors.Letters;
using ScriptChat.Engine.Conversations;
using ScriptChat.Inspection.Places;
using ScriptChat.Inspection.Variables;

namespace ScriptChat.Inspection.Views;

/// <summary>Writes down a conversation as it is after an event.</summary>
internal sealed class Snapshot(Conversation conversation, Course course)
{
    /// <param name="number">The number of the event, counted from 1.</param>
    /// <param name="past">The event.</param>
    /// <param name="words">The event in words.</param>
    public JsonObject Write(int number, PastEvent past, string words)
    {
        var variables = new VariableReader();
        var places = ScriptStack.Of(conversation.Expected.Parley is { IsCompleted: false } parley ? parley : conversation.Life);
        return new JsonObject
        {
            ["number"] = number,
            ["time"] = DateTimeOffset.FromUnixTimeMilliseconds(past.At).ToString("O", CultureInfo.InvariantCulture),
            ["event"] = words,
            ["over"] = conversation.IsOver || conversation.Ended,
            ["waits"] = new JsonArray([.. Waits(past).Select(text => (JsonNode)text)]),
            ["places"] = new JsonArray([.. places.Select(place => (JsonNode)Place(place, variables))]),
            ["agents"] = new JsonArray([.. conversation.Agents.Select(agent => (JsonNode)Agent(agent))]),
            ["variables"] = variables.OfWorld(conversation.Target),
        };
    }

    private JsonObject Place(WaitingPlace place, VariableReader variables)
    {
        var folder = conversation.Module.Config.Folder;
        var name = place.Path.Length == 0 ? "" : Path.GetRelativePath(folder, place.Path);
        return new JsonObject
        {
            ["file"] = name.StartsWith("..", StringComparison.Ordinal) ? place.Path : name,
            ["path"] = place.Path,
            ["line"] = place.Line,
            ["function"] = place.Function,
            ["variables"] = place.Machine is null ? null : variables.OfFunction(place.Machine),
        };
    }

    private static JsonObject Agent(PersonAgent agent) => new()
    {
        ["index"] = agent.Index,
        ["name"] = agent.DisplayId,
        ["person"] = agent.Person.Value,
        ["presence"] = agent.HasLeft ? "left" : agent.IsAway ? "away" : "here",
        ["waitedFor"] = agent.IsWaitedFor,
        ["data"] = agent.Data.ToJson(),
        ["onboard"] = agent.OnboardData.ToJson(),
        ["stored"] = agent.StoredData.ToJson(),
    };

    // In the order in which an author would ask.
    private IEnumerable<string> Waits(PastEvent past)
    {
        if (conversation.IsOver || conversation.Ended) yield break;
        foreach (var agent in conversation.Agents.Where(agent => agent.IsWaitedFor)) yield return $"{Course.NameOf(agent)} to speak";
        foreach (var effect in course.Pending) yield return $"the side effect '{effect}'";
        foreach (var due in conversation.DueTimes)
            yield return string.Create(CultureInfo.InvariantCulture, $"a timer, {Math.Max(0, (due.TotalMilliseconds - past.Up) / 1000):0.###} s after this event");
    }
}
