using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Binding;

/// <summary>Finds the functions of a world that are called when no conversation exists.</summary>
internal sealed class StaticHooks(ScriptPlaces places)
{
    /// <summary>Whether somebody may enter.</summary>
    public Func<AgentState, ValueTask<bool>>? Eligibility(Type type)
    {
        var hook = Find(type, "eligibility takes an AgentState and gives bool", typeof(bool), ["eligibility", "eligibilityfunction"], typeof(AgentState));
        return hook is null ? null : async state => (bool)(await hook.CallAsync(null, state))!;
    }

    /// <summary>Gives agents their roles.</summary>
    public Func<IReadOnlyList<ChatAgent>, ValueTask>? AssignRoles(Type type)
    {
        var hook = Find(type, "assign_roles takes an IReadOnlyList<ChatAgent> and gives nothing", null, ["assignroles"], typeof(IReadOnlyList<ChatAgent>));
        return hook is null ? null : async agents => await hook.CallAsync(null, agents);
    }

    /// <summary>Told when somebody is no longer in the pool.</summary>
    public Func<AgentState, RemovalReason, ValueTask>? OnRemoved(Type type)
    {
        var hook = Find(
            type, "on_removed takes an AgentState and a RemovalReason and gives nothing", null, ["onremoved"], typeof(AgentState), typeof(RemovalReason));
        return hook is null ? null : async (state, reason) => await hook.CallAsync(null, state, reason);
    }

    /// <summary>Prepares the module in the background.</summary>
    public Func<ReadOnlyData, CancellationToken, ValueTask<object?>>? ModuleInitialize(Type type)
    {
        var hook = Find(
            type, "module_initialize takes the options (ReadOnlyData), a CancellationToken, or nothing", typeof(object), ["moduleinitialize"], typeof(ReadOnlyData), typeof(CancellationToken));
        return hook is null ? null : (opt, cancellationToken) => hook.CallAsync(null, opt, cancellationToken);
    }

    private Hook? Find(Type type, string wanted, Type? value, string[] names, params Type[] offered)
    {
        if (Functions.Find(type, places, names) is not { } method) return null;
        if (!method.IsStatic)
        {
            places.Say(ScriptCodes.NotStatic, $"'{method.Name}' must be static: it is called when no conversation exists; put static before it", type, method);
            return null;
        }

        // Where a bool is needed, its absence is what is said below.
        if (value != typeof(bool) && AsyncVoid.Reject(method, type, places)) return null;
        var hook = Hook.Make(method, offered);
        if (hook is not null && (value != typeof(bool) || hook.Value == value)) return hook;
        places.Say(ScriptCodes.WrongSignature, $"'{method.Name}' has the wrong signature; {wanted}", type, method);
        return null;
    }
}
