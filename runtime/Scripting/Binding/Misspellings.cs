using ScriptChat.Compiler.Compiled;
using ScriptChat.Diagnostics;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Binding;

/// <summary>Finds functions that were most likely meant to be one of the optional ones: <c>on_leav</c> would never be called, and nobody
/// would be told.</summary>
internal static class Misspellings
{
    private static readonly string[] Optional =
        ["shutdown", "on_leave", "on_delivered", "eligibility", "assign_roles", "on_removed", "generate_world", "module_initialize"];

    private static readonly HashSet<string> Known =
    [
        .. Optional.Select(FunctionNames.Canonical), "parley", "episodedone", "data", "eligibilityfunction", "respond",
    ];

    /// <summary>Looks at what a world's type and its bases in the same script declare.</summary>
    public static void Look(Type type, ScriptPlaces places)
    {
        for (var level = type; level is not null && level.Assembly == type.Assembly; level = level.BaseType)
        {
            foreach (var method in level.GetMethods(Functions.Declared))
            {
                // What overrides something is called by whoever declared it.
                if (method.IsSpecialName || method.Name.AsSpan().IndexOfAny('<', '.') >= 0 || method.GetBaseDefinition() != method) continue;
                if (Known.Contains(FunctionNames.Canonical(method.Name)) || NameSuggester.Nearest(method.Name, Optional, slips: 1) is not { } meant) continue;
                if (Functions.Has(type, FunctionNames.Canonical(meant))) continue;
                places.Say(ScriptCodes.Misspelt, $"'{method.Name}' is never called by the runtime; did you mean '{meant}'? If not, give it a name that is less like it", level, method);
            }
        }
    }
}
