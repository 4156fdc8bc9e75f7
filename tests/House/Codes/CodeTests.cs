using System.Reflection;
using System.Text.RegularExpressions;
using ScriptChat.Diagnostics;
using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests.Codes;

public sealed class CodeTests
{
    private static readonly Dictionary<Type, (int First, int Last)> Ranges = new()
    {
        [typeof(ConfigCodes)] = (1001, 1899),
        [typeof(TemplateCodes)] = (1901, 1999),
        [typeof(ScriptCodes)] = (2001, 2199),
        [typeof(PackageCodes)] = (2201, 2299),
        [typeof(WorldCodes)] = (3001, 3099),
        [typeof(DialogueCodes)] = (3100, 3199),
        [typeof(ServiceCodes)] = (4001, 4999),
        [typeof(UploadCodes)] = (4060, 4079),
        [typeof(JournalCodes)] = (5001, 5099),
        [typeof(RecoveryCodes)] = (5101, 5199),
        [typeof(RecordCodes)] = (5201, 5299),
        [typeof(ModelCodes)] = (6001, 6999),
    };

    private static readonly (FieldInfo Field, DiagnosticCode Code)[] Fields =
    [
        .. from type in typeof(DiagnosticCode).Assembly.GetTypes()
           from field in type.GetFields(BindingFlags.Public | BindingFlags.Static)
           where field.FieldType == typeof(DiagnosticCode)
           select (field, (DiagnosticCode)field.GetValue(null)!),
    ];

    [Test]
    public void Codes_TheOneList_HasThemAll() =>
        Assert.That(DiagnosticCodes.All, Is.EqualTo(Fields.Select(item => item.Code).OrderBy(code => code.Number)));

    [Test]
    public void Codes_Numbers_AreUniqueAndInTheirRange()
    {
        Assert.That(DiagnosticCodes.All.Select(code => code.Id), Is.Unique.And.All.Match("^SC[1-7][0-9]{3}$"));
        foreach (var (field, code) in Fields)
        {
            Assert.That(Ranges, Does.ContainKey(field.DeclaringType!), "a new list of codes: say here which numbers are its own");
            var (first, last) = Ranges[field.DeclaringType!];
            Assert.That(code.Number, Is.InRange(first, last), $"{field.DeclaringType!.Name}.{field.Name}");
        }
    }

    [Test]
    public void Codes_Words_SayWhatIsWrongAndWhatToDo()
    {
        foreach (var code in DiagnosticCodes.All)
        {
            Assert.That(code.Title, Does.Match(@"^\S.*[^.\s]$"), $"title of {code}");
            Assert.That(code.Remedy, Does.Match(@"^\S.*[^.\s]$"), $"remedy of {code}");
        }
    }

    [Test]
    public void Codes_Sources_UseEachOfThem() => Assert.That(NotNamedIn(Texts("runtime/", ".cs"), byNumber: false), Is.Empty);

    [Test]
    public void Codes_Tests_NameEachOfThem() => Assert.That(NotNamedIn(Texts("tests/", ".cs", ".dialogue"), byNumber: true), Is.Empty);

    private static IEnumerable<string> NotNamedIn(string text, bool byNumber)
    {
        var named = Regex.Matches(text, @"\b(?:SC\d{4}|\w+Codes\.\w+)\b", RegexOptions.CultureInvariant).Select(match => match.Value).ToHashSet();
        return from item in Fields
               let field = $"{item.Field.DeclaringType!.Name}.{item.Field.Name}"
               where !named.Contains(field) && !(byNumber && named.Contains(item.Code.Id))
               select $"{item.Code.Id} {field}";
    }

    // What stands in the list itself, and in these tests, names without using.
    private static string Texts(string under, params string[] extensions) => string.Join('\n', Repository.Files
        .Where(file => file.StartsWith(under, StringComparison.Ordinal) && extensions.Contains(Path.GetExtension(file)))
        .Where(file => !file.StartsWith("runtime/Diagnostics/", StringComparison.Ordinal) && !file.StartsWith("tests/House/", StringComparison.Ordinal))
        .Select(Repository.Read));
}
