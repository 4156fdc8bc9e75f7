using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Requests;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Finds what scripts ask for with <c>#r "nuget: ..."</c> and <c>#:package</c>, in all that they load too.</summary>
internal sealed class PackageDirectives(SyntaxTreeCache trees, LoadedScripts loads, DiagnosticBag bag)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<PackageRequest> found = [];

    /// <summary>What the scripts ask for, after saying which directives are none.</summary>
    public IReadOnlyList<PackageRequest> Read(ScriptSet scripts)
    {
        foreach (var tree in scripts.Library.Concat(scripts.Worlds).Concat(scripts.Models)) Read(tree);
        return found;
    }

    private void Read(SyntaxTree tree)
    {
        if (!seen.Add(tree.FilePath)) return;
        var root = tree.GetCompilationUnitRoot();
        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive.IsActive) Read(directive, tree);
        }

        foreach (var path in root.GetLoadDirectives().Select(load => loads.ResolveReference(load.File.ValueText, tree.FilePath)).OfType<string>())
        {
            Read(trees.Get(path, loads.ReadText(path)));
        }
    }

    private void Read(DirectiveTriviaSyntax directive, SyntaxTree tree)
    {
        switch (directive)
        {
            case ReferenceDirectiveTriviaSyntax { File.ValueText: var text } when DirectiveText.IsPackage(text):
                Add(DirectiveText.ReadReference(text));
                break;
            case LoadDirectiveTriviaSyntax { File.ValueText: var text } when DirectiveText.IsPackage(text):
                Say(PackageCodes.UnknownDirective, "scripts can't be loaded from a package; write #r to use its assemblies, or #load a file");
                break;
            case IgnoredDirectiveTriviaSyntax:
                ReadProperty(directive.ToString()[2..].Trim().Split([' ', '\t'], 2));
                break;
        }

        void ReadProperty(string[] words)
        {
            if (words[0] == "package") Add(DirectiveText.ReadProperty(words is [_, var wish] ? wish : ""));
            else Say(PackageCodes.UnknownDirective, $"a task's scripts have no '#:{words[0]}', since a task is no project; they know #:package, #r and #load");
        }

        void Add((string Id, string Version)? wish)
        {
            var (line, column) = PlaceOf();
            if (wish is { } package) found.Add(new PackageRequest(package.Id, package.Version, tree.FilePath, line, column));
            else Say(PackageCodes.BadDirective, "no package is named here; write #r \"nuget: Package, 1.2.3\" or #:package Package@1.2.3");
        }

        void Say(DiagnosticCode code, string text)
        {
            var (line, column) = PlaceOf();
            bag.Add(code, text, tree.FilePath, line, column);
        }

        (int Line, int Column) PlaceOf()
        {
            var start = tree.GetLineSpan(directive.Span).StartLinePosition;
            return (start.Line + 1, start.Character + 1);
        }
    }
}
