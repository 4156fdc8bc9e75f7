using System.Reflection;

namespace ScriptChat.Scripting.Binding;

/// <summary>Makes an instance of a script: its variables, and what stands at its top has run.</summary>
internal static class ScriptFactory
{
    private const string Name = "<Factory>";

    /// <summary>The script's own factory: it takes the array of instances, the globals first, and puts the new one into its slot.</summary>
    public static Func<object[], Task<object>> Of(Type top) =>
        top.GetMethod(Name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.CreateDelegate<Func<object[], Task<object>>>();
}
