using System.Text.RegularExpressions;

namespace ScriptChat.House.Tests.Sources;

/// <summary>A source file without its comments and texts, as far as finding names in it needs.</summary>
internal sealed partial class SourceFile
{
    public SourceFile(string path)
    {
        Path = path;
        Code = CommentOrText().Replace(Repository.Read(path), match => match.Value[0] == '/' ? " " : "\"\"");
        Namespace = NamespaceLine().Match(Code).Groups[1].Value;
        Usings = [.. UsingLine().Matches(Code).Select(match => match.Groups[1].Value)];
        Types = [.. TypeLine().Matches(Code).Select(match => match.Groups[1].Value)];
        Names = LooseName().Matches(Code).Select(match => match.Value).ToHashSet();
        DottedNames = DottedName().Matches(Code).Select(match => match.Value).ToHashSet();
    }

    public string Path { get; }

    public string Code { get; }

    public string Namespace { get; }

    public IReadOnlyList<string> Usings { get; }

    /// <summary>The types that it declares, nested ones left out.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Every name that is not a member of something.</summary>
    public IReadOnlySet<string> Names { get; }

    public IReadOnlySet<string> DottedNames { get; }

    [GeneratedRegex("""//[^\n]*|/\*[\s\S]*?\*/|\$*("{3,})[\s\S]*?\1|(?:\$@|@\$?)"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""")]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"(?m)^namespace ([\w.]+);")]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"(?m)^(?:global )?using (?:static )?(?:\w+ = )?([\w.]+);")]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"(?m)^(?:(?:public|internal|sealed|abstract|static|partial|readonly|ref|unsafe) )*(?:class|struct|interface|enum|record(?: struct| class)?|delegate [^\n(]+?) (\w+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex LooseName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)+")]
    private static partial Regex DottedName();
}
