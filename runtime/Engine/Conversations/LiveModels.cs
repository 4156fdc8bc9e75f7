using System.Text.Json;
using ScriptChat.Actors.Letters;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>The task's models for one conversation.</summary>
internal sealed class LiveModels(Conversation conversation) : ModelCatalog
{
    private WorldModule Module => conversation.Module;

    public override IReadOnlyList<string> Names => [.. Module.Config.Models.Keys];

    public override Model this[string name] => Module.Models.TryGetValue(name, out var responder)
        ? new LiveModel(conversation, name, responder, new ReadOnlyData(Module.Config.Models[name].Settings, Module.Json))
        : throw new KeyNotFoundException(
            $"There is no model '{name}' under [opt.models]; there {(Names.Count == 0 ? "are none" : "is " + string.Join(", ", Names))}.");

    private sealed class LiveModel(Conversation conversation, string name, IResponder responder, ReadOnlyData info) : Model
    {
        public override string Name => name;

        public override ReadOnlyData Info => info;

        public override ModelAgent CreateAgent(string? id = null) => new LiveModelAgent(conversation, this, responder, id ?? name);
    }

    private sealed class LiveModelAgent(Conversation conversation, Model model, IResponder responder, string id) : ModelAgent
    {
        private readonly List<Message> history = [];
        private int acts;

        public override string Id => id;

        public override IReadOnlyList<Message> History => history;

        public override void Observe(Message message) => history.Add(message);

        public override async Task<Message> ActAsync()
        {
            var request = new ModelRequest
            {
                History = [.. history],
                Id = id,
                Random = new Random(Seeds.Of(conversation.SeedName, $"{model.Name}/{id}/{++acts}")),
                Info = model.Info,
            };
            var result = await conversation.Effects.RunAsync(
                $"model {model.Name}",
                Seeds.HashOf(JsonSerializer.SerializeToUtf8Bytes(request.History, LetterJson.Default.IReadOnlyListMessage)),
                async (_, ended) => JsonSerializer.Serialize(await responder.RespondAsync(request, ended), LetterJson.Default.Message));
            var reply = JsonSerializer.Deserialize(result, LetterJson.Default.Message)!;
            if (reply.Id.Length == 0) reply = reply with { Id = id };
            history.Add(reply);
            return reply;
        }

        public override void Reset() => history.Clear();
    }
}
