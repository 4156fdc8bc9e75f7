using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ScriptChat.Compiler.Checks;

/// <summary>The parts of a script that checks look at, by syntax alone. Kept with the tree: a save walks only what it changed.</summary>
internal sealed class Outline : CSharpSyntaxWalker
{
    private static readonly ConditionalWeakTable<SyntaxTree, Outline> Known = [];

    /// <summary>Every identifier that is mentioned.</summary>
    public HashSet<string> Mentions { get; } = new(StringComparer.Ordinal);

    /// <summary>Names in use: not declarations, not directives, not <c>nameof</c>.</summary>
    public List<SimpleNameSyntax> Names { get; } = [];

    /// <summary>Objects that are made with <c>new</c>.</summary>
    public List<BaseObjectCreationExpressionSyntax> Creations { get; } = [];

    /// <summary>Names of variables that are assigned to, or whose content is changed.</summary>
    public List<SimpleNameSyntax> Changes { get; } = [];

    /// <summary>What is enumerated by loops, spreads and queries.</summary>
    public List<ExpressionSyntax> Enumerated { get; } = [];

    /// <summary>Static fields, events and properties.</summary>
    public List<MemberDeclarationSyntax> Statics { get; } = [];

    /// <summary>Other names of types, by <c>using X = Y</c>.</summary>
    public List<(string Alias, string Target)> Aliases { get; } = [];

    /// <summary>The outline of a tree.</summary>
    public static Outline Of(SyntaxTree tree) => Known.GetValue(tree, static tree =>
    {
        var outline = new Outline();
        outline.Visit(tree.GetRoot());
        return outline;
    });

    public override void VisitUsingDirective(UsingDirectiveSyntax node)
    {
        foreach (var token in node.NamespaceOrType.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken))) Mentions.Add(token.ValueText);
        if (node.Alias is { } alias && node.NamespaceOrType.GetLastToken().ValueText is var target) Aliases.Add((alias.Name.Identifier.ValueText, target));
    }

    public override void VisitIdentifierName(IdentifierNameSyntax node)
    {
        Mentions.Add(node.Identifier.ValueText);
        Names.Add(node);
    }

    public override void VisitGenericName(GenericNameSyntax node)
    {
        Mentions.Add(node.Identifier.ValueText);
        Names.Add(node);
        base.VisitGenericName(node);
    }

    public override void VisitObjectCreationExpression(ObjectCreationExpressionSyntax node)
    {
        Creations.Add(node);
        base.VisitObjectCreationExpression(node);
    }

    public override void VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node)
    {
        Creations.Add(node);
        base.VisitImplicitObjectCreationExpression(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" }) return;
        if (node.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } call && SharedState.Mutators.Contains(name)) Change(call.Expression);
        base.VisitInvocationExpression(node);
    }

    public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        // Within an initializer of an object the left side is that object's own.
        if (node.Parent is not InitializerExpressionSyntax) Change(node.Left);
        base.VisitAssignmentExpression(node);
    }

    public override void VisitPrefixUnaryExpression(PrefixUnaryExpressionSyntax node)
    {
        if (node.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression) Change(node.Operand);
        base.VisitPrefixUnaryExpression(node);
    }

    public override void VisitPostfixUnaryExpression(PostfixUnaryExpressionSyntax node)
    {
        if (node.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression) Change(node.Operand);
        base.VisitPostfixUnaryExpression(node);
    }

    public override void VisitArgument(ArgumentSyntax node)
    {
        if (node.RefKindKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword) Change(node.Expression);
        base.VisitArgument(node);
    }

    public override void VisitForEachStatement(ForEachStatementSyntax node)
    {
        Enumerated.Add(node.Expression);
        base.VisitForEachStatement(node);
    }

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        Enumerated.Add(node.Expression);
        base.VisitForEachVariableStatement(node);
    }

    public override void VisitSpreadElement(SpreadElementSyntax node)
    {
        Enumerated.Add(node.Expression);
        base.VisitSpreadElement(node);
    }

    public override void VisitQueryExpression(QueryExpressionSyntax node)
    {
        if (!node.Body.Clauses.OfType<OrderByClauseSyntax>().Any()) Enumerated.Add(node.FromClause.Expression);
        base.VisitQueryExpression(node);
    }

    public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        if (node.Modifiers.Any(SyntaxKind.StaticKeyword)) Statics.Add(node);
        base.VisitFieldDeclaration(node);
    }

    public override void VisitEventFieldDeclaration(EventFieldDeclarationSyntax node)
    {
        if (node.Modifiers.Any(SyntaxKind.StaticKeyword)) Statics.Add(node);
        base.VisitEventFieldDeclaration(node);
    }

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        if (node.Modifiers.Any(SyntaxKind.StaticKeyword)) Statics.Add(node);
        base.VisitPropertyDeclaration(node);
    }

    // Both the variable itself and what it is reached through change.
    private void Change(ExpressionSyntax target)
    {
        while (true)
        {
            switch (target)
            {
                case SimpleNameSyntax name:
                    Changes.Add(name);
                    return;
                case MemberAccessExpressionSyntax access:
                    Changes.Add(access.Name);
                    target = access.Expression;
                    break;
                case ElementAccessExpressionSyntax element:
                    target = element.Expression;
                    break;
                case ParenthesizedExpressionSyntax inner:
                    target = inner.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure:
                    target = sure.Operand;
                    break;
                case TupleExpressionSyntax tuple:
                    foreach (var part in tuple.Arguments) Change(part.Expression);
                    return;
                default:
                    return;
            }
        }
    }
}
