using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using ScriptChat.House.Tests.Sources;
using ScriptChat.Worlds;
using ScriptChat.Worlds.Library;

namespace ScriptChat.House.Tests.Guide;

/// <summary>The guide names every public member of what scripts program against, and none that is not there.</summary>
public sealed partial class MemberTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] OfRecords = ["Equals", "GetHashCode", "ToString", "Deconstruct", "PrintMembers", "EqualityContract"];

    private static IEnumerable<Type> Types => new[] { typeof(World), typeof(SimpleOverworld) }.SelectMany(any => any.Assembly.GetExportedTypes())
        .Where(type => type.GetCustomAttribute<EditorBrowsableAttribute>() is not { State: EditorBrowsableState.Never });

    [TestCaseSource(nameof(Types))]
    public void Type_ItsSection_NamesEachMember(Type type)
    {
        var code = string.Join('\n', Sections().Where(section => Regex.IsMatch(section.Heading, $"`{type.Name}`")).SelectMany(section => Code(section.Text)));
        Assert.That(code, Is.Not.Empty, $"{GuideText.Contract} has no section for {type.Name}");
        Assert.That(Members(type).Distinct().Where(name => !Regex.IsMatch(code, name == "Item" ? @"\w\[" : $@"\b{name}\b")), Is.Empty);
    }

    [Test]
    public void Pages_MembersThatTheyName_AreThere()
    {
        var types = Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        types["Context"] = typeof(ConversationContext);
        types["Agent"] = typeof(ChatAgent);
        var named =
            from page in GuideText.Pages
            from code in Code(Repository.Read(page))
            from Match match in Named().Matches(code)
            where types.ContainsKey(match.Groups["type"].Value)
            select (page, Type: match.Groups["type"].Value, Member: match.Groups["member"].Value);
        var all = named.Distinct().ToList();
        Assert.That(all, Has.Count.GreaterThan(40));
        Assert.That(all.Where(one => !IsThere(types[one.Type], one.Member)), Is.Empty);
    }

    private static bool IsThere(Type type, string member)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            if (level.GetMember(member, Own).Length > 0) return true;
        }

        return typeof(Insisting).GetMember(member).Length > 0 || typeof(ControlWords).GetMember(member).Length > 0;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type);
        var isRecord = type.GetMethod("<Clone>$") is not null;
        return type.GetProperties(Own).Where(property => property.GetAccessors(nonPublic: true).Any(Shows) && !property.GetMethod!.IsOverride()).Select(property => property.Name)
            .Concat(type.GetFields(Own).Where(field => field.IsPublic).Select(field => field.Name))
            .Concat(type.GetMethods(Own).Where(method => Shows(method) && !method.IsSpecialName && !method.IsOverride()).Select(method => method.Name))
            .Where(name => name[0] != '<' && !(isRecord && OfRecords.Contains(name)));
    }

    private static bool Shows(MethodBase method) => method.IsPublic || method.IsFamily;

    private static IEnumerable<(string Heading, string Text)> Sections() =>
        Regex.Split(Repository.Read(GuideText.Contract), @"^(?=##)", RegexOptions.Multiline).Select(section => (section.Split('\n')[0], section));

    private static IEnumerable<string> Code(string text) => CodeText().Matches(text).Select(match => match.Value);

    [GeneratedRegex(@"```[\s\S]*?```|`[^`\n]+`")]
    private static partial Regex CodeText();

    [GeneratedRegex(@"(?<![\w.\]""])(?<type>[A-Z]\w+)\.(?<member>[A-Z]\w+)")]
    private static partial Regex Named();
}

file static class Methods
{
    public static bool IsOverride(this MethodInfo method) => method.GetBaseDefinition() != method;
}
