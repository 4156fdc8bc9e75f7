using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace ScriptChat.Worlds.Tests;

/// <summary>A conversation on a clock that the test moves.</summary>
internal sealed class FakeConversation(FakeTimeProvider time) : ConversationContext
{
    public override string ConversationId => "conversation-1";

    public override string TaskName => "chat";

    public override string WorldName => "World";

    public override string ScriptVersion => "1";

    public override DateTimeOffset Now => time.GetUtcNow();

    public override Random Random { get; } = new(1);

    public override ReadOnlyData Module { get; } = new();

    public override JsonSerializerOptions Json => JsonSerializerOptions.Default;

    public static WorldContext For(FakeTimeProvider time, IReadOnlyList<ChatAgent> agents, JsonObject? opt = null) => new()
    {
        Agents = agents,
        Context = new FakeConversation(time),
        Models = new NoModels(),
        Opt = new ReadOnlyData(opt),
        Log = new NoLog(),
    };

    public override Guid NewId() => Guid.Empty;

    public override Task DelayAsync(TimeSpan time, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The rows that were saved.</summary>
    public List<object?> Saved { get; } = [];

    public override void Save<T>(T row) => Saved.Add(row);

    public override Task<T> OnceAsync<T>(string name, Func<string, CancellationToken, Task<T>> work) => throw new NotSupportedException();

    public override async Task<Turn?> NextActAsync(IEnumerable<ChatAgent> agents, TimeSpan? timeout = null)
    {
        FakeAgent[] asked = [.. agents.Cast<FakeAgent>().Where(agent => !agent.HasLeft)];
        if (asked.Length == 0) throw new AgentLeftException(agents.First());
        var deadline = timeout is { } limit ? Now + limit : DateTimeOffset.MaxValue;
        while (true)
        {
            foreach (var agent in asked)
            {
                if (agent.Act() is { } message) return new Turn(agent, message);
                if (agent.HasLeft) throw new AgentLeftException(agent);
            }

            if (!await HeardAsync(asked, deadline)) return null;
        }
    }

    private async Task<bool> HeardAsync(FakeAgent[] agents, DateTimeOffset deadline)
    {
        var heard = new TaskCompletionSource();
        void Hear() => heard.TrySetResult();
        foreach (var agent in agents) agent.Spoke += Hear;
        try
        {
            await (deadline == DateTimeOffset.MaxValue ? heard.Task : heard.Task.WaitAsync(deadline - Now, time));
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            foreach (var agent in agents) agent.Spoke -= Hear;
        }
    }

    private sealed class NoModels : ModelCatalog
    {
        public override IReadOnlyList<string> Names => [];

        public override Model this[string name] => throw new KeyNotFoundException(name);
    }

    private sealed class NoLog : IWorldLog
    {
        public void Info(string line) => throw new NotSupportedException();

        public void Warn(string line) => throw new NotSupportedException();

        public void Error(string line) => throw new NotSupportedException();
    }
}
