using System.Text.Json;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Shared;
using ScriptChat.Diagnostics;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Binding;

/// <summary>Finds the worlds of a loaded task: files with a parley, classes with the world functions, and those of the library
/// that the configuration names.</summary>
internal sealed class WorldFinder(IReadOnlyList<(Type Top, CompiledUnit Unit)> units, ScriptPlaces places, DiagnosticBag bag, JsonSerializerOptions json)
{
    private readonly StaticHooks hooks = new(places);

    /// <summary>The worlds found, by canonical name.</summary>
    public Dictionary<string, FoundWorld> Worlds { get; } = new(StringComparer.Ordinal);

    /// <summary>All types that may hold static functions under a task's name, by canonical name.</summary>
    public ILookup<string, Type> Holders { get; } = units.Where(unit => unit.Unit.Kind != UnitKind.Model)
        .SelectMany(unit => Classes(unit.Top)).ToLookup(type => WorldModule.CanonicalName(type.Name), StringComparer.Ordinal);

    /// <summary>The names of the library's worlds, which need no script.</summary>
    public static IReadOnlyList<string> ReadyMade { get; } = [.. Library().Select(type => type.Name).Order(StringComparer.Ordinal)];

    /// <summary>Finds the task's own.</summary>
    public void FindOwn()
    {
        var library = units.FirstOrDefault(unit => unit.Unit.Kind == UnitKind.Library).Top;
        foreach (var (top, unit) in units.Where(unit => unit.Unit.Kind == UnitKind.World))
        {
            Add(unit.Name, top, () => WorldMaker.OfFile(top, unit.Slot, library), isFile: true);
        }

        foreach (var type in units.Where(unit => unit.Unit.Kind != UnitKind.Model).SelectMany(unit => Classes(unit.Top)).Where(IsWorld))
        {
            Add(type.Name, type, () => WorldMaker.OfClass(type, type.Name, places), isFile: false);
        }
    }

    /// <summary>The world that the configuration calls so: the task's own, else the library's; null when there is none.</summary>
    public FoundWorld? Find(string name)
    {
        var canonical = WorldModule.CanonicalName(name);
        if (Worlds.TryGetValue(canonical, out var own)) return own;
        var ready = Library().FirstOrDefault(type => WorldModule.CanonicalName(type.Name) == canonical);
        if (ready is null) return null;
        Add(ready.Name, ready, () => WorldMaker.OfClass(ready, ready.Name, places), isFile: false);
        return Worlds[canonical];
    }

    private static IEnumerable<Type> Library() =>
        SharedAssemblies.Library?.GetExportedTypes().Where(type => IsWorld(type) && type is { IsAbstract: false, IsGenericType: false }) ?? [];

    private static IEnumerable<Type> Classes(Type top) =>
        top.GetNestedTypes(Functions.Declared).Where(type => type.IsClass && !type.IsGenericType && !type.Name.StartsWith('<') && !typeof(Delegate).IsAssignableFrom(type));

    private static bool IsWorld(Type type) => !type.IsAbstract && (typeof(World).IsAssignableFrom(type) || Functions.Has(type, "parley"));

    private void Add(string name, Type type, Func<Func<WorldContext, ValueTask<object>>?> maker, bool isFile)
    {
        var shape = WorldShape.Find(type, name, places, bag, json);
        var make = maker();
        var (eligibility, roles, removed) = (hooks.Eligibility(type), hooks.AssignRoles(type), hooks.OnRemoved(type));
        var canonical = WorldModule.CanonicalName(name);
        if (Worlds.TryGetValue(canonical, out var other))
        {
            places.Say(ScriptCodes.DuplicateWorld, $"there are two worlds called '{name}' (the other is '{other.Name}'{places.Beside(type, other.Type)}); rename one: case and underscores do not count", type);
            return;
        }

        // A world with errors is there all the same, so that nobody is told that it is missing.
        Worlds[canonical] = new FoundWorld(name, type, shape, shape is null || make is null ? null : new WorldDefinition
        {
            Name = name,
            Create = Creator(shape, make, type, isFile),
            Eligibility = eligibility,
            AssignRoles = roles,
            OnRemoved = removed,
        });
    }

    private Func<WorldContext, ValueTask<WorldInstance>> Creator(WorldShape shape, Func<WorldContext, ValueTask<object>> make, Type type, bool isFile)
    {
        if (isFile) return async context => shape.Bind(await make(context));
        return async context =>
        {
            var world = await make(context);
            return (world.GetType() == type ? shape : ShapeOf(world.GetType())).Bind(world);
        };
    }

    // generate_world may give another class than the one in which it stands.
    private WorldShape ShapeOf(Type type)
    {
        var errors = new DiagnosticBag();
        return WorldShape.Find(type, type.Name, new ScriptPlaces(units, errors), errors, json)
            ?? throw new InvalidOperationException($"generate_world gave a {type.Name}, which is no world: {errors.First().Message}");
    }
}

/// <summary>A world that was found.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Type">The type that holds its functions.</param>
/// <param name="Shape">Its functions; null when they have errors.</param>
/// <param name="Definition">What the engine gets; null when it has errors.</param>
internal sealed record FoundWorld(string Name, Type Type, WorldShape? Shape, WorldDefinition? Definition);
