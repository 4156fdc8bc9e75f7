using System.Reflection;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Diagnostics;
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
