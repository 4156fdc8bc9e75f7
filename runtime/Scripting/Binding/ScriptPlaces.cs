using System.Reflection;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Diagnostics;

namespace ScriptChat.Scripting.Binding;

/// <summary>Says things about types and functions at the place where the author wrote them.</summary>
internal sealed class ScriptPlaces(IEnumerable<(Type Top, CompiledUnit Unit)> units, DiagnosticBag bag)
{
    private readonly Dictionary<Type, CompiledUnit> tops = units.ToDictionary(unit => unit.Top, unit => unit.Unit);

    /// <summary>Says something about a type, or about a function of it.</summary>
    public void Say(DiagnosticCode code, string message, Type type, MemberInfo? member = null)
    {
        var place = Find(type, member);
        bag.Add(new Diagnostic(code, message, place?.Path, place?.Line ?? 0, place?.Column ?? 0));
    }

    /// <summary>Where another type stands, for a message about a type: <c> at worlds.csx(12,5)</c>; empty when that is not known.</summary>
    public string Beside(Type type, Type other)
    {
        if (Find(type, null) is not { } here || Find(other, null) is not { } there) return "";
        var folder = Path.GetDirectoryName(here.Path)!;
        return $" at {Path.GetRelativePath(folder, there.Path)}({there.Line},{there.Column})";
    }

    private Place? Find(Type type, MemberInfo? member)
    {
        var owner = member?.DeclaringType ?? type;
        if (!tops.TryGetValue(owner.DeclaringType ?? owner, out var unit)) return member is null ? null : Find(type, null);
        var typeName = owner.DeclaringType is null ? "" : owner.Name;
        Place[] found = [.. unit.Places.Where(place => place.Type == typeName && place.Member == (member?.Name ?? ""))];
        return found.Length switch
        {
            0 => new Place("", "", unit.Path, 1, 1),
            1 => found[0],
            _ => found[Math.Clamp(Rank(owner, member!), 0, found.Length - 1)],
        };
    }

    // Functions of one name come in the order in which they are written.
    private static int Rank(Type owner, MemberInfo member) =>
        Array.FindIndex(
            [.. owner.GetMember(member.Name, Functions.Declared).OrderBy(other => other.MetadataToken)],
            other => other.MetadataToken == member.MetadataToken);
}
