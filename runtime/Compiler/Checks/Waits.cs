using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Compiler.Checks;

/// <summary>Ways to wait that do not fit a conversation.</summary>
internal static class Waits
{
    private const string ConfigureAwait = nameof(Task.ConfigureAwait);
    private const string WhenAny = nameof(Task.WhenAny);
    private const string Act = nameof(ChatAgent.Act);

    /// <summary>The names to look at.</summary>
    public static HashSet<string> Names { get; } = new(StringComparer.Ordinal) { ConfigureAwait, WhenAny, Act };

    /// <summary>What is wrong with the use of a member; null for nothing.</summary>
    public static (DiagnosticCode Code, string Text)? WhatIsWrong(Script script, SimpleNameSyntax name, ISymbol symbol)
    {
        if (symbol is not IMethodSymbol method || name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call) return null;
        var isTasks = method.ContainingNamespace?.ToDisplayString() == typeof(Task).Namespace;
        return method.Name switch
        {
            ConfigureAwait when isTasks && LeavesContext(script, call) =>
                (ScriptCodes.LeavesConversation, "'ConfigureAwait' without the context leaves the conversation's thread: what comes after it is not repeatable; leave it out"),
            WhenAny when isTasks && WaitsForWords(script, method, call) =>
                (ScriptCodes.AnyOfActs, "'Task.WhenAny' leaves the other waits pending, and they take the next words; use Context.NextActAsync, or ActAsync with a timeout"),
            Act when Contract.Is(method, nameof(ChatAgent), Act) && Spins(call) =>
                (ScriptCodes.ActInLoop, "'Act' in a loop that awaits nothing never sees another message, as none comes in meanwhile; await ActAsync"),
            _ => null,
        };
    }

    private static bool LeavesContext(Script script, InvocationExpressionSyntax call)
    {
        if (call.ArgumentList.Arguments is not [var argument]) return false;
        return script.Meaning(call.SyntaxTree).GetConstantValue(argument.Expression).Value switch
        {
            bool stays => !stays,
            int options => !((ConfigureAwaitOptions)options).HasFlag(ConfigureAwaitOptions.ContinueOnCapturedContext),
            _ => false,
        };
    }

    // By the tasks' type, as they may have been started earlier.
    private static bool WaitsForWords(Script script, IMethodSymbol method, InvocationExpressionSyntax call)
    {
        if (method.TypeArguments.Any(IsWords)) return true;
        var meaning = script.Meaning(call.SyntaxTree);
        return call.ArgumentList.Arguments.SelectMany(argument => argument.Expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>())
            .Any(part => meaning.GetTypeInfo(part).Type is INamedTypeSymbol { Name: nameof(Task), TypeArguments: [var result] } && IsWords(result));
    }

    private static bool IsWords(ITypeSymbol type) => Contract.Is(type, nameof(Message)) || Contract.Is(type, nameof(Turn));

    private static bool Spins(InvocationExpressionSyntax call)
    {
        for (SyntaxNode? at = call; at is not null and not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax); at = at.Parent)
        {
            var condition = at switch
            {
                WhileStatementSyntax loop => loop.Condition,
                DoStatementSyntax loop => loop.Condition,
                ForStatementSyntax { Condition: null } => null,
                _ => (SyntaxNode)at,
            };

            // What runs through a list or counts comes to an end by itself; so does a loop for as long as there are words.
            if (condition == at) continue;
            return !Awaits(at) && !(condition is not null && condition.Span.Contains(call.Span) && EndsWithoutWords(call));
        }

        return false;
    }

    private static bool Awaits(SyntaxNode loop) => loop.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(node => node is AwaitExpressionSyntax
            or CommonForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword }
            or UsingStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword });

    private static bool EndsWithoutWords(ExpressionSyntax call)
    {
        SyntaxNode? at = call.Parent;
        while (at is ParenthesizedExpressionSyntax or AssignmentExpressionSyntax) at = at.Parent;
        return at switch
        {
            IsPatternExpressionSyntax { Pattern: RecursivePatternSyntax or UnaryPatternSyntax or DeclarationPatternSyntax } => true,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } => true,
            _ => false,
        };
    }
}
