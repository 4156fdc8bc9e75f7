namespace ScriptChat.Tasks.Schema;

/// <summary>Every key of config.toml, in one table. The reader checks by it and the README's table is made of it.</summary>
internal static class ConfigSchema
{
    public const string Top = "";
    public const string Task = "tasks.NAME";
    public const string Opt = "opt";
    public const string Model = "opt.models.NAME";
    public const string Additional = "additional_args";

    private const double Month = 30 * 24 * 3600;

    public static IReadOnlyList<ConfigKey> Keys { get; } =
    [
        new(Top, "task_name", ValueType.Text, "The task's name. Its data are kept under its folder's name.") { Required = true, KnownAs = ["name"] },
        new(Top, "overworld", ValueType.Text, "The world that a person enters first and comes back to.") { Required = true, KnownAs = ["overworld_name", "menu"] },
        new(Top, "world_module", ValueType.Text, "The one script that holds the worlds, relative to the folder.") { Default = "all scripts of the folder", KnownAs = ["world_path", "module"] },
        new(Top, "max_workers", ValueType.WholeNumber, "How many conversations may run in task worlds at one time; more wait.") { Unit = "conversations", Default = "1000", Minimum = 1, Maximum = int.MaxValue, KnownAs = ["workers"] },
        new(Top, "conversations", ValueType.WholeNumber, "After how many conversations the task closes politely.") { Unit = "conversations", Default = "never", Minimum = 1, Maximum = int.MaxValue, KnownAs = ["num_conversations", "max_conversations"] },
        new(Top, "reconnect_grace", ValueType.Number, "How long somebody in a pool may be without a connection before they count as having left.") { Unit = "seconds", Default = "15", Minimum = 0, Maximum = Month },
        new(Top, "session_lifetime", ValueType.Number, "How long a person who is away outside a pool is kept; who comes back later is somebody new.") { Unit = "seconds", Default = "86400", Minimum = 0, AboveMinimum = true, Maximum = Month, KnownAs = ["session_timeout", "session_expiry"] },
        new(Top, "reload", ValueType.Text, "What a saved script does to running conversations: `replay` tells them anew on the new script, `keep` lets them finish on the old one.") { Default = "`replay` while saves are followed, `keep` with `--no-watch`", Choices = ["replay", "keep"], KnownAs = ["on_reload", "hot_reload"] },
        new(Top, "uploads", ValueType.SwitchOrList, "The kinds of files that people may send; the page then has a button for them, and agents begin with `AllowImages`.") { Default = "false: words only, but for worlds that set `AllowImages`", Choices = ["image", "audio", "video", "file"], KnownAs = ["allow_images", "allow_uploads", "attachments"] },
        new(Top, "tasks", ValueType.Table, "The tasks, one table each.") { Required = true, KnownAs = ["task", "configs"] },
        new(Top, "opt", ValueType.Table, "What the worlds get as `Opt`; any further keys are yours.") { Default = "empty", KnownAs = ["opts", "options"] },
        new(Top, "additional_args", ValueType.Table, "What services get; any further keys are theirs.") { Default = "empty", KnownAs = ["args"] },

        new(Task, "task_world", ValueType.Text, "The world proper.") { Required = true, KnownAs = ["task", "world", "world_name", "task_name"] },
        new(Task, "onboard_world", ValueType.Text, "The world that a person passes first; its `data` becomes the agent's onboard data.") { KnownAs = ["onboarding", "onboarding_name", "onboarding_world"] },
        new(Task, "agents_required", ValueType.WholeNumber, "How many agents the world takes.") { Unit = "agents", Default = "1", Minimum = 1, Maximum = 1000, KnownAs = ["agents", "num_agents", "max_agents"] },
        new(Task, "timeout", ValueType.Number, "How long somebody may wait in the pool.") { Unit = "seconds", Default = "300", Minimum = 0, AboveMinimum = true, Maximum = Month, KnownAs = ["max_time", "max_time_in_pool", "pool_timeout"] },
        new(Task, "response_timeout", ValueType.Number, "How long an agent that is waited for may be silent before they count as having left.") { Unit = "seconds", Default = "never", Minimum = 0, AboveMinimum = true, Maximum = Month, KnownAs = ["act_timeout", "answer_timeout"] },
        new(Task, "backup_task", ValueType.Text, "The task to go to when the wait in the pool is over.") { Default = "the overworld", KnownAs = ["backup"] },
        new(Task, "tick", ValueType.Number, "How often an idle world's `parley` is called all the same.") { Unit = "seconds", Default = "never", Minimum = 0, AboveMinimum = true, Maximum = Month, KnownAs = ["tick_seconds"] },

        new(Opt, "password", ValueType.Text, "The word that opens the gate; worlds do not get it. `--password` and the environment win.") { Default = "an open door" },
        new(Opt, "debug", ValueType.Switch, "Says more in the log.") { Default = "false", KnownAs = ["is_debug"] },
        new(Opt, "models", ValueType.Table, "The models, one table each.") { Default = "empty" },

        new(Model, "model", ValueType.Text, "The kind of model, such as `script`.") { Required = true },
        new(Model, "model_file", ValueType.Text, "The model's file, relative to the folder; needed by some kinds."),

        new(Additional, "page_id", ValueType.WholeNumber, "The Messenger page to serve."),
        new(Additional, "load_model", ValueType.Switch, "Whether a service loads models of its own.") { Default = "false" },
    ];

    /// <summary>The sections in which other keys than those listed are fine.</summary>
    public static bool IsOpen(string section) => section is Opt or Model or Additional;

    public static IReadOnlyList<ConfigKey> Of(string section) => [.. Keys.Where(key => key.Section == section)];

    public static string PlaceOf(string section) => section.Length == 0 ? "the top of the file" : $"[{section}]";
}
