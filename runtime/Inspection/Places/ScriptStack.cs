using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ScriptChat.Scripting.Loading;
using ScriptChat.Scripting.Traces;

namespace ScriptChat.Inspection.Places;

/// <summary>Where a conversation's script waits: its own functions and those of ready-made worlds, the innermost first.</summary>
internal static class ScriptStack
{
    private const string Library = "ScriptChat.Worlds.Library";

    // By the assembly, so that the lines go away with the script.
    private static readonly ConditionalWeakTable<Assembly, AwaitLines> Lines = [];

    /// <param name="outermost">The parley under way; what the conversation does from its beginning to its end, when there is none.</param>
    public static IReadOnlyList<WaitingPlace> Of(Task? outermost) => [.. SuspendedFunction.Behind(outermost).Reverse().Select(Read).OfType<WaitingPlace>()];

    private static WaitingPlace? Read(SuspendedFunction function)
    {
        var type = function.Machine.GetType();
        var moveNext = type.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!;
        var name = ScriptTrace.NameOf(moveNext, type);
        if (AssemblyLoadContext.GetLoadContext(type.Assembly) is not TaskLoadContext scripts)
            return type.Assembly.GetName().Name == Library ? new WaitingPlace("", 0, $"{type.DeclaringType?.Name.Split('`')[0]}.{name}", null) : null;
        if (scripts.ImageOf(type.Assembly.GetName().Name!) is not { } image) return null;
        var found = Lines.GetValue(type.Assembly, _ => new AwaitLines(image)).Find(moveNext, function.State);
        return new WaitingPlace(found?.Path ?? "", found?.Line ?? 0, name, function.Machine);
    }
}
