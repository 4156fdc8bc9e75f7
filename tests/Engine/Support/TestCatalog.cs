using System.Text.Json;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>A task whose worlds are written in the test.</summary>
internal sealed class TestCatalog : IWorldCatalog
{
    private readonly Dictionary<string, WorldDefinition> worlds = [];
    private readonly Dictionary<string, TaskEntry> tasks = [];

    public WorldModule? Current
    {
        get => Breaks ? throw new InvalidOperationException("The catalog breaks.") : field;
        private set;
    }

    /// <summary>Has the engine fail wherever it looks at the task.</summary>
    public bool Breaks { get; set; }

    public event Action? Changed;

    /// <summary>All that were published, by their versions.</summary>
    public Dictionary<string, WorldModule> Kept { get; } = [];

    public ValueTask<WorldModule?> FindAsync(string version, CancellationToken cancellationToken) => ValueTask.FromResult(Kept.GetValueOrDefault(version));

    public int? MaxWorkers { get; set; }

    public int? Conversations { get; set; }

    public string? Password { get; set; }

    public Dictionary<string, IResponder> Models { get; } = [];

    /// <summary>Adds a world by its functions.</summary>
    public TestCatalog World(string name, Func<WorldContext, WorldInstance> create, Action<WorldDefinitionParts>? more = null)
    {
        var parts = new WorldDefinitionParts();
        more?.Invoke(parts);
        worlds[WorldModule.CanonicalName(name)] = new WorldDefinition
        {
            Name = name,
            Create = context => ValueTask.FromResult(create(context)),
            Eligibility = parts.Eligibility,
            AssignRoles = parts.AssignRoles,
            OnRemoved = parts.OnRemoved,
        };
        return this;
    }

    /// <summary>Adds a world that is one async function, run once.</summary>
    public TestCatalog World(string name, Func<WorldContext, Task<string?>> play, Action<WorldDefinitionParts>? more = null) => World(
        name,
        context =>
        {
            var done = false;
            return new WorldInstance { Parley = PlayAsync, EpisodeDone = () => ValueTask.FromResult(done) };

            async Task<string?> PlayAsync()
            {
                var choice = await play(context);
                done = true;
                return choice;
            }
        },
        more);

    public TestCatalog Task(TaskEntry entry)
    {
        tasks[entry.Name] = entry;
        return this;
    }

    public TestCatalog Remove(string task)
    {
        tasks.Remove(task);
        return this;
    }

    /// <summary>An overworld that asks for the task by name.</summary>
    public TestCatalog Menu() => World("Menu", async context => (await context.Agent.AskAsync("Where to?", tasks.Keys)).Text);

    /// <summary>Makes what was added the newest version.</summary>
    public TestCatalog Publish()
    {
        Current = new WorldModule
        {
            Config = new TaskConfig
            {
                Path = "/test/config.toml",
                TaskName = "test",
                Overworld = "Menu",
                Tasks = new Dictionary<string, TaskEntry>(tasks),
                MaxWorkers = MaxWorkers ?? 1000,
                Conversations = Conversations,
                Password = Password,
                Models = Models.Keys.ToDictionary(name => name, name => new ModelConfig { Name = name, Kind = "test", Settings = [], Path = "config.toml" }),
            },
            Version = Guid.NewGuid().ToString("N"),
            Worlds = new Dictionary<string, WorldDefinition>(worlds),
            Json = new JsonSerializerOptions(JsonSerializerOptions.Default),
            Models = Models,
        };
        Kept[Current.Version] = Current;
        Changed?.Invoke();
        return this;
    }

    internal sealed class WorldDefinitionParts
    {
        public Func<AgentState, ValueTask<bool>>? Eligibility { get; set; }

        public Func<IReadOnlyList<ChatAgent>, ValueTask>? AssignRoles { get; set; }

        public Func<AgentState, RemovalReason, ValueTask>? OnRemoved { get; set; }
    }
}
