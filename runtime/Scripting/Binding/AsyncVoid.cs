using System.Reflection;
using System.Runtime.CompilerServices;
using ScriptChat.Diagnostics;

namespace ScriptChat.Scripting.Binding;

/// <summary>Finds functions that the runtime would call without being able to wait for them: it would take them for done at their first
/// await, and a parley would be called again and again.</summary>
internal static class AsyncVoid
{
    /// <summary>Whether the function is one; says so.</summary>
    public static bool Reject(MethodInfo method, Type type, ScriptPlaces places)
    {
        if (method.ReturnType != typeof(void) || !method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false)) return false;
        places.Say(ScriptCodes.WrongSignature, $"'{method.Name}' is async void, so nobody can wait for it; write async Task", type, method);
        return true;
    }
}
