using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScriptChat.Diagnostics;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace ScriptChat.Compiler.Checks;

/// <summary>A script under check: its trees, what they mean, and what was found.</summary>
/// <param name="compilation">The script as its author wrote it, compiled without errors.</param>
/// <param name="isModel">Whether it is a model, which runs outside any conversation.</param>
internal sealed class Script(CSharpCompilation compilation, bool isModel)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    /// <summary>The files that it is made of.</summary>
    public IEnumerable<(SyntaxTree Tree, Outline Outline)> Files => compilation.SyntaxTrees.Select(tree => (tree, Outline.Of(tree)));

    /// <summary>Whether it is a model.</summary>
    public bool IsModel => isModel;

    /// <summary>What was found.</summary>
    public List<Diagnostic> Findings { get; } = [];

    /// <summary>What a file means.</summary>
    public SemanticModel Meaning(SyntaxTree tree)
    {
        if (models.TryGetValue(tree, out var model)) return model;
        return models[tree] = compilation.GetSemanticModel(tree);
    }

    /// <summary>What a node stands for.</summary>
    public ISymbol? SymbolOf(SyntaxNode node)
    {
        var found = Meaning(node.SyntaxTree).GetSymbolInfo(node);
        return found.Symbol ?? (found.CandidateSymbols is [var only] ? only : null);
    }

    /// <summary>Whether it has this file.</summary>
    public bool Has(SyntaxTree tree) => compilation.ContainsSyntaxTree(tree);

    /// <summary>Adds a finding.</summary>
    public void Say(SyntaxNode place, DiagnosticCode code, string text) => Findings.Add(Finding.At(place.GetLocation(), code, text));
}
