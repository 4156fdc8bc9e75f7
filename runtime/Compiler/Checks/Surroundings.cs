using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Compiler.Compiled;

namespace ScriptChat.Compiler.Checks;

/// <summary>Tells whether code runs within a conversation, where all must be repeatable, or apart from it: in the work of an
/// effect, in <c>module_initialize</c> and its like, or in what only those call.</summary>
/// <param name="all">The scripts of the task: what one declares, another may call.</param>
internal sealed class Surroundings(IReadOnlyList<Script> all)
{
    // Called when no conversation exists; what they give is recorded or belongs to the version.
    private static readonly HashSet<string> Outside = new(StringComparer.Ordinal) { "moduleinitialize", "eligibility", "eligibilityfunction", "onremoved" };

    private readonly Dictionary<ISymbol, bool> known = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> asking = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a node runs apart from any conversation.</summary>
    public bool IsApart(SyntaxNode node, Script script)
    {
        if (script.IsModel) return true;
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at is AnonymousFunctionExpressionSyntax && IsEffect(at, script)) return true;
            if (NameOf(at) is not { } name) continue;
            if (Outside.Contains(FunctionNames.Canonical(name))) return true;
            if (script.Meaning(at.SyntaxTree).GetDeclaredSymbol(at) is { } function && IsOnlyUsedApart(function)) return true;
        }

        return false;
    }

    /// <summary>Whether an expression is what <c>OnceAsync</c> is to run.</summary>
    public static bool IsEffect(SyntaxNode function, Script script) =>
        function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && NameOf(call) is { Identifier.ValueText: "OnceAsync" } name
        && script.SymbolOf(name) is { ContainingType.Name: "ConversationContext" };

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax simple => simple,
        _ => null,
    };

    private static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => null,
    };

    // Looked into only when something was found in the function.
    private bool IsOnlyUsedApart(ISymbol function)
    {
        if (known.TryGetValue(function, out var answer)) return answer;

        // What calls itself, over however many others, is where its other callers are. An answer that rests on that is not kept.
        if (!asking.Add(function)) return true;
        var uses = Uses(function).ToList();
        answer = uses.Count > 0 && uses.TrueForAll(use => IsEffect(Expression(use.Name), use.Script) || IsApart(use.Name, use.Script));
        asking.Remove(function);
        if (asking.Count == 0) known[function] = answer;
        return answer;
    }

    private IEnumerable<(SimpleNameSyntax Name, Script Script)> Uses(ISymbol function) =>
        from script in all
        from file in script.Files
        where file.Outline.Mentions.Contains(function.Name)
        from name in file.Outline.Names
        where name.Identifier.ValueText == function.Name && Same(script.SymbolOf(name), function) && !IsWithin(name, function)
        select (name, script);

    private static bool Same(ISymbol? used, ISymbol function)
    {
        var declared = used is IMethodSymbol { ReducedFrom: { } reduced } ? reduced : used;
        return SymbolEqualityComparer.Default.Equals(declared?.OriginalDefinition, function);
    }

    private static bool IsWithin(SyntaxNode node, ISymbol function) => function.DeclaringSyntaxReferences
        .Any(reference => reference.SyntaxTree == node.SyntaxTree && reference.Span.Contains(node.Span));

    // "Api.FetchAsync" as a whole, where the name is its last part.
    private static ExpressionSyntax Expression(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
}
