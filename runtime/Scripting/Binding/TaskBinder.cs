using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Loading;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Binding;

/// <summary>Resolves a compiled task against its configuration.</summary>
internal sealed class TaskBinder
{
    private readonly TaskConfig config;
    private readonly DiagnosticBag bag;
    private readonly TaskLoadContext context;
    private readonly (Type Top, CompiledUnit Unit)[] units;
    private readonly ScriptPlaces places;
    private readonly WorldFinder finder;
    private readonly System.Text.Json.JsonSerializerOptions json = JsonValues.NewOptions();

    private TaskBinder(CompiledTask task, TaskConfig config, string version, DiagnosticBag bag)
    {
        this.config = config;
        this.bag = bag;
        context = new TaskLoadContext(task, $"{config.TaskName} {version}");
        units = [.. task.Units.Select(unit => (context.TopOf(unit), unit))];
        places = new ScriptPlaces(units, bag);
        finder = new WorldFinder(units, places, bag, json);
    }

    /// <summary>Loads and resolves; null after saying what is wrong.</summary>
    public static BoundTask? Bind(CompiledTask task, TaskConfig config, string version, DiagnosticBag bag) =>
        new TaskBinder(task, config, version, bag).Bind();

    private BoundTask? Bind()
    {
        finder.FindOwn();
        CheckOverworld();
        var tasks = config.Tasks.ToDictionary(pair => pair.Key, pair => CheckEntry(pair.Value), StringComparer.Ordinal);
        var initialize = FindInitialize();
        var responders = new Dictionary<string, Func<Task<IResponder>>>(StringComparer.Ordinal);
        foreach (var (top, unit) in units.Where(unit => unit.Unit.Kind == UnitKind.Model))
        {
            if (ScriptResponder.Find(top, unit, places, bag) is { } responder) responders[unit.Path] = responder;
        }

        if (bag.HasErrors) return null;
        return new BoundTask
        {
            Config = config with { Tasks = tasks },
            Context = context,
            Worlds = finder.Worlds.ToDictionary(pair => pair.Key, pair => pair.Value.Definition!, StringComparer.Ordinal),
            Json = json,
            Responders = responders,
            Initialize = initialize,
        };
    }

    private void CheckOverworld()
    {
        if (Known(config.Overworld, "overworld", null) is not { Shape: { GivesChoice: false } shape } world) return;
        places.Say(
            ScriptCodes.NotAnOverworld,
            $"the parley of the overworld '{world.Name}' does not give a string; return Task<string?>: a task's name, EXIT, or null to be called again",
            world.Type,
            shape.Parley);
    }

    private TaskEntry CheckEntry(TaskEntry entry)
    {
        var table = $"tasks.{entry.Name}";
        if (entry.OnboardWorld is { } onboard) Known(onboard, "onboard_world", table);
        var world = Known(entry.TaskWorld, "task_world", table);
        return world?.Definition is { Eligibility: null } definition ? WithOwnEligibility(entry, world, definition) : entry;
    }

    // As in ParlAI, eligibility may stand under the task's name instead of the world's. Several tasks may share the world, so
    // the task gets a definition of its own.
    private TaskEntry WithOwnEligibility(TaskEntry entry, FoundWorld world, WorldDefinition definition)
    {
        var canonical = WorldModule.CanonicalName(entry.Name);
        var holder = finder.Holders[canonical].FirstOrDefault() ?? finder.Worlds.GetValueOrDefault(canonical)?.Type;
        if (holder is null || holder == world.Type || new StaticHooks(places).Eligibility(holder) is not { } eligibility) return entry;
        var name = $"{world.Name}@{entry.Name}";
        var own = new WorldDefinition
        {
            Name = definition.Name,
            Create = definition.Create,
            Eligibility = eligibility,
            AssignRoles = definition.AssignRoles,
            OnRemoved = definition.OnRemoved,
        };
        finder.Worlds[WorldModule.CanonicalName(name)] = world with { Definition = own };
        return entry with { TaskWorld = name };
    }

    private FoundWorld? Known(string name, string key, string? table)
    {
        if (finder.Find(name) is { } world) return world;
        var place = config.PlaceOf(table is null ? key : $"{table}.{key}");
        if (units.Length == 0)
        {
            var ready = string.Join(", ", WorldFinder.ReadyMade);
            bag.Add(
                ScriptCodes.NoScripts,
                $"{key} names the world '{name}', and the task's folder holds no scripts; put a .csx file with that world into it{(ready.Length > 0 ? $", or name a ready-made one: {ready}" : "")}",
                config.Path,
                place.Line,
                place.Column);
            return null;
        }

        var names = finder.Worlds.Values.Select(other => other.Name).Distinct(StringComparer.Ordinal).ToList();
        var near = FileWithoutParley(name) is { } file
            ? $"{file} has no parley; write there: async Task parley() {{ ... }}"
            : NameSuggester.DidYouMean(name, names.Concat(WorldFinder.ReadyMade), names.Count == 0 ? "no script has a world" : $"there is: {string.Join(", ", names)}");
        bag.Add(ScriptCodes.UnknownWorld, $"{key} names the world '{name}', which no script has; {near}", config.Path, place.Line, place.Column);
        return null;
    }

    // Without parley a file is a part of the library, whatever its name, though its author takes it for a world.
    private string? FileWithoutParley(string world)
    {
        // A kept version's folder may be gone.
        if (!Directory.Exists(config.Folder)) return null;
        var name = WorldModule.CanonicalName(world);
        var path = TaskFiles.Find(config.Folder, []).FirstOrDefault(file => TaskFiles.IsScript(file) && WorldModule.CanonicalName(Path.GetFileNameWithoutExtension(file)) == name);
        if (path is null || (config.WorldModule is { } entry && path != Path.GetFullPath(entry, config.Folder))) return null;

        // A parley does not make a world of a model, nor of what another script loads.
        var hasParley = units.SelectMany(unit => unit.Unit.Places).Any(place => place.Path == path && FunctionNames.Canonical(place.Member) == "parley");
        return hasParley ? null : Path.GetRelativePath(config.Folder, path);
    }

    private Func<ReadOnlyData, CancellationToken, ValueTask<object?>>? FindInitialize()
    {
        var types = units.Where(unit => unit.Unit.Kind != UnitKind.Model).Select(unit => unit.Top).Concat(finder.Holders.SelectMany(group => group));
        Type[] holders = [.. types.Where(type => Functions.Declares(type, "moduleinitialize"))];
        if (holders.Length <= 1) return holders is [var holder] ? new StaticHooks(places).ModuleInitialize(holder) : null;
        foreach (var one in holders)
        {
            places.Say(ScriptCodes.AmbiguousFunction, "module_initialize is found more than once in the task; keep one", one, Functions.Find(one, places, "moduleinitialize"));
        }

        return null;
    }
}
