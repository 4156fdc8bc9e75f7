using System.Text.Json.Nodes;

namespace ScriptChat.Tasks;

/// <summary>A task's <c>config.toml</c>, checked.</summary>
public sealed record TaskConfig
{
    /// <summary>The full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The full path of the task's folder.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The task's name.</summary>
    public required string TaskName { get; init; }

    /// <summary>The one script that holds the worlds, relative to the folder; null to find all.</summary>
    public string? WorldModule { get; init; }

    /// <summary>The overworld's name.</summary>
    public required string Overworld { get; init; }

    /// <summary>How many conversations may run in task worlds at one time.</summary>
    public int MaxWorkers { get; init; } = 1000;

    /// <summary>After how many conversations the task closes; null for never.</summary>
    public int? Conversations { get; init; }

    /// <summary>How long somebody in a pool may be without a connection before they count as having left.</summary>
    public TimeSpan ReconnectGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a person who is away outside a pool is kept; who comes back later is somebody new. Default: one day.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What a saved script does to running conversations; null to let the host choose: replay while it follows saves,
    /// keep while it does not.</summary>
    public ReloadMode? Reload { get; init; }

    /// <summary>The kinds of files that people may send: <c>image</c>, <c>audio</c>, <c>video</c>, <c>file</c>. None (the default): words only, but
    /// for worlds that set <c>AllowImages</c>.</summary>
    public IReadOnlyList<string> Uploads { get; init; } = [];

    /// <summary>The tasks by the name that the overworld returns, in the order of the file.</summary>
    public required IReadOnlyDictionary<string, TaskEntry> Tasks { get; init; }

    /// <summary>All of <c>[opt]</c> but its password, as worlds get it.</summary>
    public JsonObject Opt { get; init; } = [];

    /// <summary>The password of the gate, or null for an open door.</summary>
    public string? Password { get; init; }

    /// <summary>Whether <c>opt.debug</c> is on.</summary>
    public bool Debug { get; init; }

    /// <summary>The models of <c>[opt.models]</c> by name, in the order of the file.</summary>
    public IReadOnlyDictionary<string, ModelConfig> Models { get; init; } = new Dictionary<string, ModelConfig>();

    /// <summary>All of <c>[additional_args]</c>, for services.</summary>
    public JsonObject AdditionalArgs { get; init; } = [];

    /// <summary>Where names stand in the file that others check later: <c>overworld</c>, <c>tasks.chat</c>,
    /// <c>tasks.chat.task_world</c>.</summary>
    public IReadOnlyDictionary<string, ConfigPlace> Places { get; init; } = new Dictionary<string, ConfigPlace>();

    /// <summary>The place of a key in the file; line 0 when it does not stand there.</summary>
    /// <param name="key">The full name: <c>tasks.chat.task_world</c>.</param>
    public ConfigPlace PlaceOf(string key) => Places.GetValueOrDefault(key);
}
