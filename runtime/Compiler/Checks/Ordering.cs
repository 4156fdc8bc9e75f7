using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Diagnostics;

namespace ScriptChat.Compiler.Checks;

/// <summary>Finds where the order of a collection that promises none may reach people.</summary>
/// <remarks>A dictionary is not among them: it keeps the order in which things were put in until one is taken out, and scripts
/// rely on it everywhere. Those here go by hash codes or by threads, or say so themselves.</remarks>
internal static class Ordering
{
    private static readonly HashSet<string> Unordered = new(StringComparer.Ordinal)
    {
        "HashSet", "ConcurrentDictionary", "ConcurrentBag", "ImmutableHashSet", "ImmutableDictionary", "FrozenSet", "FrozenDictionary", "Hashtable",
    };

    private static readonly HashSet<string> Makers = new(StringComparer.Ordinal)
    {
        "ToHashSet", "ToImmutableHashSet", "ToImmutableDictionary", "ToFrozenSet", "ToFrozenDictionary",
    };

    // What gives the same whatever the order.
    private static readonly HashSet<string> Indifferent = new(StringComparer.Ordinal)
    {
        "All", "Any", "Average", "Contains", "Count", "LongCount", "Max", "Min", "Order", "OrderBy", "OrderByDescending", "OrderDescending", "Single",
        "SingleOrDefault", "Sum", "ToFrozenDictionary", "ToFrozenSet", "ToHashSet", "ToImmutableHashSet", "ToImmutableSortedSet", "TryGetNonEnumeratedCount",
    };

    private static readonly HashSet<string> Telling =
    [
        .. typeof(Enumerable).GetMethods().Select(method => method.Name).Where(name => !Indifferent.Contains(name)),
        nameof(string.Join), nameof(string.Concat), "ToImmutableArray", "ToImmutableList",
    ];

    /// <summary>Looks.</summary>
    public static void Look(Script script, IReadOnlyList<Script> all, Surroundings around)
    {
        if (script.IsModel || !all.Any(one => one.Files.Any(file => file.Outline.Mentions.Overlaps(Unordered) || file.Outline.Mentions.Overlaps(Makers)))) return;
        foreach (var (tree, outline) in script.Files)
        {
            var meaning = script.Meaning(tree);
            var linq = outline.Names.Where(name => Telling.Contains(name.Identifier.ValueText) && name.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == name);
            var enumerated = outline.Enumerated.Concat(linq.Select(name => Enumerated(script, name)).OfType<ExpressionSyntax>());
            foreach (var expression in enumerated)
            {
                if (Kind(expression, meaning) is not { } kind || around.IsApart(expression, script)) continue;
                script.Say(expression, ScriptCodes.NoOrder, $"the order of a {kind} may be another when the conversation is rebuilt; sort it ('.Order()'), or use a List or a SortedSet");
            }
        }
    }

    // What a call such as "set.Select(...)" or "string.Join(", ", set)" goes through, where the order shows in what it gives.
    private static ExpressionSyntax? Enumerated(Script script, SimpleNameSyntax name)
    {
        var access = (MemberAccessExpressionSyntax)name.Parent!;
        var call = (InvocationExpressionSyntax)access.Parent!;
        var text = name.Identifier.ValueText;
        if (text is nameof(string.Join) or nameof(string.Concat) && script.SymbolOf(name) is IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String })
        {
            return call.ArgumentList.Arguments is [.., var last] ? last.Expression : null;
        }

        if (script.SymbolOf(name) is not IMethodSymbol { ContainingType.Name: "Enumerable" or "ImmutableArray" or "ImmutableList" } method) return null;
        for (SyntaxNode at = call; at.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } next; at = outer)
        {
            if (Indifferent.Contains(next.Name.Identifier.ValueText)) return null;
        }

        return method.ReducedFrom is null ? call.ArgumentList.Arguments.FirstOrDefault()?.Expression : access.Expression;
    }

    private static string? Kind(ExpressionSyntax expression, SemanticModel meaning)
    {
        // The keys of a dictionary that has no order have none either.
        if (expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Keys" or "Values" } access) return Kind(access.Expression, meaning);
        var name = meaning.GetTypeInfo(expression).Type is { } type && type.ContainingNamespace?.ToDisplayString() is { } space
            && space.StartsWith("System.Collections", StringComparison.Ordinal) ? type.Name : null;
        return name is not null && Unordered.Contains(name) ? name : null;
    }
}
