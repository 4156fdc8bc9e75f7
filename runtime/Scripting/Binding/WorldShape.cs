using System.Reflection;
using System.Text.Json;
using ScriptChat.Diagnostics;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Binding;

/// <summary>The functions of a world's type that belong to a conversation's instance.</summary>
internal sealed class WorldShape
{
    private readonly MethodInfo parley;
    private readonly MethodInfo done;
    private readonly JsonSerializerOptions json;
    private Hook? shutdown;
    private Hook? onLeave;
    private Hook? onDelivered;
    private Func<object, ValueTask<object?>>? data;

    private WorldShape(MethodInfo parley, MethodInfo done, JsonSerializerOptions json)
    {
        this.parley = parley;
        this.done = done;
        this.json = json;
    }

    /// <summary>Whether its parley gives a choice, as an overworld's must.</summary>
    public bool GivesChoice => ParleyCall.IsChoice(parley.ReturnType);

    /// <summary>Where parley is.</summary>
    public MethodInfo Parley => parley;

    /// <summary>Finds a type's functions; null after saying what is wrong.</summary>
    public static WorldShape? Find(Type type, string name, ScriptPlaces places, DiagnosticBag bag, JsonSerializerOptions json)
    {
        var before = bag.Count;
        var step = Needed(type, name, places, bag, "parley", "write: async Task parley() { ... }");
        var end = Needed(type, name, places, bag, "episodedone", "write: bool episode_done() => done;");
        if (step is not null) Check(step, ParleyCall.IsParley, "parley takes nothing and gives Task (an overworld's Task<string?>), or the same without the task", type, places);
        if (end is not null) Check(end, ParleyCall.IsDone, "episode_done takes nothing and gives bool, or a task of it", type, places);
        var close = Optional(type, places, "shutdown", "shutdown takes nothing");
        var leave = Optional(type, places, "onleave", "on_leave takes a ChatAgent", typeof(ChatAgent));
        var delivered = Optional(type, places, "ondelivered", "on_delivered takes a ChatAgent and a Message", typeof(ChatAgent), typeof(Message));
        var value = Value(type, places);
        if (step is null || end is null || bag.Count > before) return null;
        Misspellings.Look(type, places);
        return new WorldShape(step, end, json) { shutdown = close, onLeave = leave, onDelivered = delivered, data = value };
    }

    /// <summary>A conversation's instance.</summary>
    public WorldInstance Bind(object target) => new()
    {
        Target = target,
        Parley = ParleyCall.Parley(parley, target),
        EpisodeDone = ParleyCall.Done(done, target),
        Shutdown = shutdown is null ? null : () => shutdown.CallAsync(target).AsTask(),
        OnLeave = onLeave is null ? null : agent => onLeave.CallAsync(target, agent).AsTask(),
        OnDelivered = onDelivered is null ? null : (agent, message) => onDelivered.CallAsync(target, agent, message).AsTask(),
        Data = data is null ? null : async () => JsonValues.From(await data(target), json),
    };

    private static MethodInfo? Needed(Type type, string name, ScriptPlaces places, DiagnosticBag bag, string function, string remedy)
    {
        var before = bag.Count;
        var found = Functions.Find(type, places, function);
        if (found is not null || bag.Count > before) return found;
        if (Functions.FindValue(type, places, function) is { } value)
        {
            var what = value is PropertyInfo ? "property" : "variable";
            places.Say(ScriptCodes.MissingFunction, $"'{value.Name}' is a {what} and must be a function; {remedy}", type, value);
            return null;
        }

        var shown = function == "parley" ? "parley" : "episode_done";
        if (bag.Count == before) places.Say(ScriptCodes.MissingFunction, $"the world '{name}' has no {shown}; {remedy}", type);
        return null;
    }

    private static void Check(MethodInfo method, Func<Type, bool> fits, string wanted, Type type, ScriptPlaces places)
    {
        if (method.GetParameters().Length == 0 && fits(method.ReturnType) && !method.ContainsGenericParameters) AsyncVoid.Reject(method, type, places);
        else places.Say(ScriptCodes.WrongSignature, $"'{method.Name}' has the wrong signature; {wanted}", type, method);
    }

    private static Hook? Optional(Type type, ScriptPlaces places, string function, string wanted, params Type[] offered)
    {
        if (Functions.Find(type, places, function) is not { } method || AsyncVoid.Reject(method, type, places)) return null;
        var hook = Hook.Make(method, offered);
        if (hook is null) places.Say(ScriptCodes.WrongSignature, $"'{method.Name}' has the wrong signature; {wanted}", type, method);
        return hook;
    }

    private static Func<object, ValueTask<object?>>? Value(Type type, ScriptPlaces places)
    {
        switch (Functions.FindValue(type, places, "data"))
        {
            case FieldInfo field:
                return target => new ValueTask<object?>(field.GetValue(target));
            case PropertyInfo property when Hook.Make(property.GetMethod!) is { } getter:
                return target => getter.CallAsync(target);
            case MethodInfo method when Hook.Make(method) is { Value: not null } function:
                return target => function.CallAsync(target);
            case { } other:
                places.Say(ScriptCodes.WrongSignature, $"'{other.Name}' has the wrong signature; data takes nothing and gives a value", type, other);
                return null;
            case null:
                return null;
        }
    }
}
