using System.Reflection;
using System.Runtime.CompilerServices;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Compiled;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Binding;

/// <summary>Finds functions by name: case and underscores do not count, nor does <c>Async</c> at the end; the most derived wins.</summary>
internal static class Functions
{
    /// <summary>What a type itself declares.</summary>
    public const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The function of that name; null when there is none, or after saying that there are several.</summary>
    /// <param name="type">Where to look.</param>
    /// <param name="names">Its names, in canonical form.</param>
    /// <param name="places">Where to say what is wrong.</param>
    public static MethodInfo? Find(Type type, ScriptPlaces places, params string[] names) =>
        (MethodInfo?)FindMember(type, places, names, values: false);

    /// <summary>The function, property or variable of that name; null when there is none, or after saying that there are several.</summary>
    public static MemberInfo? FindValue(Type type, ScriptPlaces places, string name) => FindMember(type, places, [name], values: true);

    /// <summary>Whether there is a function of that name, however often.</summary>
    public static bool Has(Type type, string name) => Levels(type).Any(level => Here(level, [name], values: false).Count > 0);

    /// <summary>Whether the type itself declares a function of that name.</summary>
    public static bool Declares(Type type, string name) => Here(type, [name], values: false).Count > 0;

    private static MemberInfo? FindMember(Type type, ScriptPlaces places, string[] names, bool values)
    {
        foreach (var level in Levels(type))
        {
            var found = Here(level, names, values);
            if (found.Count == 0) continue;
            if (found.Count == 1) return found[0];
            foreach (var one in found)
            {
                places.Say(
                    ScriptCodes.AmbiguousFunction,
                    $"'{names[0]}' is found {found.Count} times ({string.Join(", ", found.Select(other => other.Name))}); keep one: case, underscores and Async at the end do not count",
                    type,
                    one);
            }

            return null;
        }

        return null;
    }

    // What World itself declares is only there to be overridden.
    private static IEnumerable<Type> Levels(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(World); level = level.BaseType) yield return level;
    }

    private static List<MemberInfo> Here(Type level, string[] names, bool values) =>
    [
        .. level.GetMembers(Declared).Where(member => IsNamed(member.Name, names) && member switch
        {
            MethodInfo method => !method.IsSpecialName,
            PropertyInfo property => values && property.GetMethod is not null,
            FieldInfo => values,
            _ => false,
        }),
    ];

    // Names that the compiler makes have brackets, those of explicit implementations dots.
    private static bool IsNamed(string name, string[] names) =>
        name.AsSpan().IndexOfAny('<', '.') < 0 && names.Contains(FunctionNames.Canonical(name));
}

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
