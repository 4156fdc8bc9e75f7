using System.Text.Json;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Tests.Fakes;

/// <summary>What a world is given, without an engine.</summary>
internal sealed class FakeConversation(WorldModule module) : ConversationContext
{
    public override string ConversationId => "c1";

    public override string TaskName => "task";

    public override string WorldName => "world";

    public override string ScriptVersion => module.Version;

    public override DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public override Random Random { get; } = new(1);

    public override ReadOnlyData Module => module.Module;

    public override JsonSerializerOptions Json => module.Json;

    public static WorldContext Of(WorldModule module, params ChatAgent[] agents) => new()
    {
        Agents = agents,
        Context = new FakeConversation(module),
        Models = new NoModels(),
        Opt = new ReadOnlyData(module.Config.Opt, module.Json),
        Log = new NoWorldLog(),
    };

    public override Guid NewId() => Guid.Empty;

    public override Task DelayAsync(TimeSpan time, CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>The rows that were saved.</summary>
    public List<object?> Saved { get; } = [];

    public override void Save<T>(T row) => Saved.Add(row);

    public override Task<T> OnceAsync<T>(string name, Func<string, CancellationToken, Task<T>> work) => work(name, CancellationToken.None);

    public override Task<Turn?> NextActAsync(IEnumerable<ChatAgent> agents, TimeSpan? timeout = null) => Task.FromResult<Turn?>(null);

    private sealed class NoModels : ModelCatalog
    {
        public override IReadOnlyList<string> Names => [];

        public override Model this[string name] => throw new KeyNotFoundException(name);
    }

    private sealed class NoWorldLog : IWorldLog
    {
        public void Info(string line)
        {
        }

        public void Warn(string line)
        {
        }

        public void Error(string line)
        {
        }
    }
}
