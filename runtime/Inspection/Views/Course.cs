using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Engine.Conversations;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Inspection.Views;

/// <summary>What was said, which side effects were asked for and what was saved in a conversation, each with the number of its event.</summary>
internal sealed class Course(Conversation conversation)
{
    private const int Letters = 2000;

    private readonly Dictionary<long, JsonObject> effects = [];

    /// <summary>What was said.</summary>
    public JsonArray Said { get; } = [];

    /// <summary>The side effects.</summary>
    public JsonArray Effects { get; } = [];

    /// <summary>The rows for the dataset.</summary>
    public JsonArray Saved { get; } = [];

    /// <summary>The side effects that have not ended.</summary>
    public IEnumerable<string> Pending => effects.Values.Select(effect => effect["name"]!.GetValue<string>());

    public void Take(PastEvent past, Step step, int number)
    {
        if (past.In is Spoke { Message: { } words } spoke) Said.Add(Line(number, NameOf(spoke.Person), words, [], isPerson: true));
        if (past.In is EffectEnded ended && effects.Remove(ended.Effect, out var effect))
        {
            effect["ended"] = number;
            effect[ended.ErrorKind is null ? "result" : "error"] = Cut(ended.Result ?? $"{ended.ErrorKind}: {ended.ErrorMessage}");
        }

        (Message Message, List<string> To)? last = null;
        foreach (var (to, _, letter) in step.Sends)
        {
            if (letter is not Told told) continue;
            if (last is { } same && ReferenceEquals(same.Message, told.Message))
            {
                same.To.Add(NameOf(new PersonId(to.Name)));
                continue;
            }

            Add(last, number);
            last = (told.Message, [NameOf(new PersonId(to.Name))]);
        }

        Add(last, number);
        foreach (var asked in step.Effects)
        {
            effects[asked.Number] = new JsonObject { ["name"] = asked.Name, ["asked"] = number };
            Effects.Add(effects[asked.Number]);
        }

        foreach (var row in step.Saved) Saved.Add(new JsonObject { ["event"] = number, ["row"] = Cut(Encoding.UTF8.GetString(row)) });
    }

    /// <summary>An agent's name, or their place.</summary>
    public static string NameOf(PersonAgent agent) => agent.DisplayId ?? string.Create(CultureInfo.InvariantCulture, $"agent {agent.Index}");

    private void Add((Message Message, List<string> To)? said, int number)
    {
        if (said is var (message, to)) Said.Add(Line(number, message.Id, message, to, isPerson: false));
    }

    private static JsonObject Line(int number, string who, Message message, List<string> to, bool isPerson)
    {
        var line = new JsonObject { ["event"] = number, ["who"] = who, ["text"] = Cut(message.Text), ["person"] = isPerson };
        if (to.Count > 0) line["to"] = new JsonArray([.. to.Select(name => (JsonNode)name)]);
        if (message.Payload is { } payload) line["payload"] = payload.Type;
        return line;
    }

    private string NameOf(PersonId person) => conversation.Agents.FirstOrDefault(agent => agent.Person == person) is { } agent ? NameOf(agent) : "somebody";

    private static string Cut(string text) => text.Length <= Letters ? text : string.Concat(text.AsSpan(0, Letters), "…");
}
