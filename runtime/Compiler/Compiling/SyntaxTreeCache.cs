using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ScriptChat.Compiler.Sources;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Keeps the parsed scripts of the last compilations, so that a save parses only what it changed.</summary>
internal sealed class SyntaxTreeCache
{
    private Dictionary<string, SyntaxTree> used = new(StringComparer.Ordinal);
    private Dictionary<string, SyntaxTree> before = new(StringComparer.Ordinal);

    /// <summary>Forgets what the compilation before the last did not use.</summary>
    public void Turn() => (used, before) = (new(StringComparer.Ordinal), used);

    /// <summary>The tree of a file.</summary>
    public SyntaxTree Get(SourceFile file) =>
        Get($"{file.Hash} {file.Path}", () => CSharpSyntaxTree.ParseText(LoadedScripts.TextOf(file), CompilerSettings.Parse, file.Path));

    /// <summary>The tree of a text.</summary>
    public SyntaxTree Get(string path, SourceText text) =>
        Get($"{(text as EditedSource)?.Key ?? Convert.ToHexStringLower([.. text.GetChecksum()])} {path}", () => CSharpSyntaxTree.ParseText(text, CompilerSettings.Parse, path));

    private SyntaxTree Get(string key, Func<SyntaxTree> parse)
    {
        if (used.TryGetValue(key, out var tree)) return tree;
        return used[key] = before.GetValueOrDefault(key) ?? parse();
    }
}
