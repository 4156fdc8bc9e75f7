using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Compiler.Checks;

/// <summary>Looks at the work of effects: it runs beside the conversation and must not touch it.</summary>
internal static class EffectWork
{
    // What never changes may be read from anywhere.
    private static readonly Dictionary<string, string[]> Fixed = new(StringComparer.Ordinal)
    {
        [nameof(ConversationContext)] =
        [
            nameof(ConversationContext.Json), nameof(ConversationContext.Module), nameof(ConversationContext.ConversationId),
            nameof(ConversationContext.TaskName), nameof(ConversationContext.WorldName), nameof(ConversationContext.ScriptVersion),
            nameof(ConversationContext.OpenUpload),
        ],
        [nameof(ChatAgent)] = [nameof(ChatAgent.PersonId), nameof(ChatAgent.Index), nameof(ChatAgent.DisplayId), nameof(ChatAgent.OnboardData)],
        [nameof(ModelAgent)] = [nameof(ModelAgent.Id)],
        [nameof(WorldContext)] = [nameof(WorldContext.Opt), nameof(WorldContext.Log)],
        [nameof(IReadOnlyList<>)] = [nameof(IReadOnlyList<>.Count)],
    };

    /// <summary>Looks.</summary>
    public static void Look(Script script)
    {
        foreach (var (_, outline) in script.Files.Where(file => file.Outline.Mentions.Contains(nameof(ConversationContext.OnceAsync))))
        {
            foreach (var call in outline.Names.Where(name => name.Identifier.ValueText == nameof(ConversationContext.OnceAsync)))
            {
                if (call.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } invocation) continue;
                foreach (var argument in invocation.ArgumentList.Arguments.Where(argument => Surroundings.IsEffect(argument.Expression, script)))
                {
                    if (WorkOf(argument.Expression, script) is { } work) Look(work, script);
                }
            }
        }
    }

    // A lambda itself, or the function that is named.
    private static SyntaxNode? WorkOf(ExpressionSyntax work, Script script)
    {
        if (work is AnonymousFunctionExpressionSyntax) return work;
        return script.SymbolOf(work) is IMethodSymbol { DeclaringSyntaxReferences: [var reference] } && script.Has(reference.SyntaxTree) ? reference.GetSyntax() : null;
    }

    private static void Look(SyntaxNode work, Script script)
    {
        var said = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var name in work.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (script.SymbolOf(name) is not { } symbol || KindOf(symbol) is not { } kind) continue;
            ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax own && own.Name == name ? own : name;
            if (whole.Parent is MemberAccessExpressionSyntax next && next.Expression == whole)
            {
                if (Fixed[kind].Contains(next.Name.Identifier.ValueText) || KindOf(script.SymbolOf(next.Name)) is not null) continue;
            }

            if (!said.Add(symbol)) continue;
            script.Say(
                name, ScriptCodes.EffectTouchesWorld, $"'{symbol.Name}' is used in the work of OnceAsync, which runs beside the conversation; take what the work needs into a variable before, and do the rest with its result");
        }
    }

    private static string? KindOf(ISymbol? symbol)
    {
        if (Contract.Held(symbol) is not { } type) return null;
        if (type is INamedTypeSymbol { TypeArguments: [var item] } && Contract.Is(item, nameof(ChatAgent))) return nameof(IReadOnlyList<>);
        return Array.Find([nameof(ConversationContext), nameof(ChatAgent), nameof(ModelAgent), nameof(WorldContext)], name => Contract.Is(type, name));
    }
}
