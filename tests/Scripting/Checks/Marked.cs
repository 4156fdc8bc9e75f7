using System.Text.RegularExpressions;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests.Checks;

/// <summary>Scripts whose lines say themselves what is to be found in them: <c>// SC2101</c> at a line's end.</summary>
internal static partial class Marked
{
    private const string Ends = "\nbool episode_done() => true;\n";

    /// <summary>Checks a world whose parley holds these lines.</summary>
    public static Task ParleyAsync(string lines) => WorldAsync($"async Task parley()\n{{\nawait Task.CompletedTask;\n{lines}\n}}\n");

    /// <summary>Checks a file that is a world; it has a parley.</summary>
    public static async Task WorldAsync(string text)
    {
        using var folder = new TaskFolder(("echo.csx", text + Ends));
        await CheckAsync(folder);
    }

    /// <summary>Checks a model's script.</summary>
    public static async Task ModelAsync(string text)
    {
        using var folder = new TaskFolder(
            ("bot.csx", text),
            ("echo.csx", "void parley() { }" + Ends),
            ("config.toml", TaskFolder.Config("menu", "echo", "[opt.models.bot]\nmodel = \"script\"\nmodel_file = \"bot.csx\"")));
        await CheckAsync(folder);
    }

    /// <summary>Checks a task: all that is found stands at a marked line, and the other way round.</summary>
    public static async Task CheckAsync(TaskFolder folder)
    {
        var report = await folder.CheckAsync();
        Assert.That(Found(report.Diagnostics), Is.EqualTo(Expected(folder)), string.Join('\n', report.Diagnostics));
    }

    private static IEnumerable<string> Found(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Where(item => item.Severity == Severity.Error || item.Code.StartsWith("SC", StringComparison.Ordinal))
        .Select(item => $"{Path.GetFileName(item.Path)} {item.Line}: {item.Code}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Expected(TaskFolder folder) =>
        (from path in Directory.EnumerateFiles(folder.Path, "*.csx")
         from line in File.ReadAllLines(path).Index()
         from Match code in Mark().Match(line.Item).Groups["codes"].Captures.SelectMany(marks => Code().Matches(marks.Value))
         select $"{Path.GetFileName(path)} {line.Index + 1}: {code.Value}").Order(StringComparer.Ordinal);

    [GeneratedRegex(@"// (?<codes>SC\d{4}(?:, SC\d{4})*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"SC\d{4}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
