using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Tasks.Schema;
using ScriptChat.Tasks.Toml;

namespace ScriptChat.Tasks;

/// <summary>The file's tables to a <see cref="TaskConfig"/>.</summary>
internal sealed class ConfigBuilder(string path, TomlTable root, DiagnosticBag bag)
{
    private readonly Dictionary<string, ConfigPlace> places = new(StringComparer.Ordinal);

    /// <returns>The configuration; not to be used when the bag has errors.</returns>
    public TaskConfig Build()
    {
        var top = Section(ConfigSchema.Top, "the file", root, 1, 1);
        var opt = Section(ConfigSchema.Opt, "opt", top["opt"]);
        Section(ConfigSchema.Additional, "additional_args", top["additional_args"]);
        var tasks = ReadTasks(top["tasks"]);
        var models = ReadModels(opt["models"]);
        NameChecks.Check(path, top, tasks, places, bag);

        var forWorlds = top["opt"]?.Table.ToJson() ?? [];
        forWorlds.Remove("password");
        return new TaskConfig
        {
            Path = path,
            TaskName = Text(top, "", "task_name") ?? "",
            WorldModule = Text(top, "", "world_module"),
            Overworld = Text(top, "", "overworld") ?? "",
            MaxWorkers = top.Whole("max_workers") ?? 1000,
            Conversations = top.Whole("conversations"),
            ReconnectGrace = top.Seconds("reconnect_grace") ?? TimeSpan.FromSeconds(15),
            SessionLifetime = top.Seconds("session_lifetime") ?? TimeSpan.FromDays(1),
            Reload = top.Text("reload") switch { "replay" => ReloadMode.Replay, "keep" => ReloadMode.Keep, _ => null },
            Uploads = top.List("uploads") ?? [],
            Tasks = tasks,
            Opt = forWorlds,
            Password = opt.Text("password"),
            Debug = opt.Switch("debug"),
            Models = models,
            AdditionalArgs = top["additional_args"]?.Table.ToJson() ?? [],
            Places = places,
        };
    }

    private OrderedDictionary<string, TaskEntry> ReadTasks(TomlValue? tasks)
    {
        var entries = new OrderedDictionary<string, TaskEntry>(StringComparer.Ordinal);
        foreach (var (name, value) in Tables(tasks, "tasks"))
        {
            var section = Section(ConfigSchema.Task, $"tasks.{name}", value);
            var prefix = $"tasks.{name}.";
            places[$"tasks.{name}"] = new ConfigPlace(value.KeyLine, value.KeyColumn);
            entries.Add(name, new TaskEntry
            {
                Name = name,
                OnboardWorld = Text(section, prefix, "onboard_world"),
                TaskWorld = Text(section, prefix, "task_world") ?? "",
                AgentsRequired = section.Whole("agents_required") ?? 1,
                Timeout = section.Seconds("timeout") ?? TimeSpan.FromSeconds(300),
                ResponseTimeout = section.Seconds("response_timeout"),
                BackupTask = Text(section, prefix, "backup_task"),
                Tick = section.Seconds("tick"),
            });
        }

        if (tasks is not null && entries.Count == 0 && !tasks.Table.Entries.Any())
            bag.Add(ConfigCodes.MissingKey, "[tasks] has no task; add a table [tasks.NAME] for each name that the overworld returns", path, tasks.KeyLine, tasks.KeyColumn);
        return entries;
    }

    private OrderedDictionary<string, ModelConfig> ReadModels(TomlValue? models)
    {
        var configs = new OrderedDictionary<string, ModelConfig>(StringComparer.Ordinal);
        foreach (var (name, value) in Tables(models, "opt.models"))
        {
            var section = Section(ConfigSchema.Model, $"opt.models.{name}", value);
            configs.Add(name, new ModelConfig
            {
                Name = name,
                Kind = section.Text("model") ?? "",
                Settings = (JsonObject)value.ToJson()!,
                Path = path,
                Line = value.KeyLine,
                Column = value.KeyColumn,
            });
        }

        return configs;
    }

    private IEnumerable<KeyValuePair<string, TomlValue>> Tables(TomlValue? parent, string parentName)
    {
        foreach (var (name, value) in parent?.Table.Entries ?? [])
        {
            if (value.Kind == TomlKind.Table)
            {
                yield return new(name, value);
                continue;
            }

            if (value.Kind == TomlKind.Faulty) continue;
            bag.Add(ConfigCodes.WrongType, $"'{name}' in [{parentName}] is not a table; write [{parentName}.{name}] with its keys under it", path, value.KeyLine, value.KeyColumn);
        }
    }

    private SectionReader Section(string section, string name, TomlValue? value) => value is null
        ? new SectionReader(section, $"[{name}]", new TomlTable(), 0, 0, path, bag)
        : Section(section, $"[{name}]", value.Table, value.KeyLine, value.KeyColumn);

    private SectionReader Section(string section, string title, TomlTable table, int line, int column) =>
        new(section, title, table, line, column, path, bag);

    // The place is kept for those who check later what the text names.
    private string? Text(SectionReader section, string prefix, string name)
    {
        if (section[name] is { } value) places[prefix + name] = new ConfigPlace(value.Line, value.Column);
        return section.Text(name);
    }
}
