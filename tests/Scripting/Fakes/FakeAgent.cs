using System.Text.Json;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Tests.Fakes;

/// <summary>An agent whose words are queued and whose screen is a list.</summary>
internal sealed class FakeAgent(JsonSerializerOptions? json = null) : ChatAgent
{
    public Queue<string> Says { get; } = new();

    public List<Message> Seen { get; } = [];

    public override string PersonId => "person";

    public override int Index => 0;

    public override IReadOnlyList<ChatAgent> Partners => [];

    public override AgentData Data { get; } = new(options: json);

    public override ReadOnlyData OnboardData { get; } = new();

    public override AgentData StoredData { get; } = new();

    public override bool IsAway => false;

    public override bool HasLeft => false;

    public override void Observe(Message message) => Seen.Add(message);

    public override void ObserveTyping(bool on = true)
    {
    }

    public override Message? Act() => Says.TryDequeue(out var text) ? new Message { Id = "Agent_0", Text = text } : null;

    public override Task<Message> ActAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(Act() ?? throw new AgentLeftException(this));

    public override Task<Message?> ActAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => Task.FromResult(Act());

    public override void MarkInactive()
    {
    }
}
