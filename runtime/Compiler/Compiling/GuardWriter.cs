using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Puts a check at each loop's edge and each function's entry of a script, so that a runaway world can be stopped
/// and endless recursion is an exception; and keeps the script's catch clauses from swallowing what stops it.</summary>
/// <remarks>Not covered: query clauses (<c>from x in xs where ...</c>) and field initializers.</remarks>
internal sealed class GuardWriter : CSharpSyntaxWalker
{
    private const string Guard = "global::ScriptChat.Worlds.WorldGuard.";
    private const string Enter = Guard + "Enter();";
    private const string Check = Guard + "Check();";

    private readonly List<Edit> edits = [];
    private readonly Lazy<SemanticModel> semantics;
    private int caught;
    private int interpolations;

    private GuardWriter(Lazy<SemanticModel> semantics) => this.semantics = semantics;

    /// <summary>The script with its checks.</summary>
    /// <param name="tree">The script, without syntax errors.</param>
    /// <param name="semantics">What it means; asked for only when the syntax alone does not tell.</param>
    public static SourceText Write(SyntaxTree tree, Lazy<SemanticModel> semantics)
    {
        var writer = new GuardWriter(semantics);
        writer.Visit(tree.GetRoot());
        return writer.edits.Count == 0 ? tree.GetText() : EditedText.Apply(tree, tree.GetText(), writer.edits);
    }

    public override void VisitInterpolatedStringExpression(InterpolatedStringExpressionSyntax node)
    {
        interpolations++;
        base.VisitInterpolatedStringExpression(node);
        interpolations--;
    }

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node, node.Statement, base.VisitForStatement);

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node, node.Statement, base.VisitForEachStatement);

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => Loop(node, node.Statement, base.VisitForEachVariableStatement);

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node, node.Statement, base.VisitWhileStatement);

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node, node.Statement, base.VisitDoStatement);

    public override void VisitLabeledStatement(LabeledStatementSyntax node)
    {
        Begin(node.ColonToken.Span.End, Check);
        base.VisitLabeledStatement(node);
    }

    public override void VisitSwitchSection(SwitchSectionSyntax node)
    {
        // A section is a loop's head only where a goto case leads to it.
        var jumps = node.Parent!.DescendantNodes().Any(inner => inner.IsKind(SyntaxKind.GotoCaseStatement) || inner.IsKind(SyntaxKind.GotoDefaultStatement));
        if (jumps) Begin(node.Labels[^1].Span.End, Check);
        base.VisitSwitchSection(node);
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, GivesNothing(node.ReturnType, node.Modifiers));
        base.VisitMethodDeclaration(node);
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, GivesNothing(node.ReturnType, node.Modifiers));
        base.VisitLocalFunctionStatement(node);
    }

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, GivesNothing(node.ReturnType, node.Modifiers));
        base.VisitOperatorDeclaration(node);
    }

    public override void VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, givesNothing: false);
        base.VisitConversionOperatorDeclaration(node);
    }

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, givesNothing: true);
        base.VisitConstructorDeclaration(node);
    }

    public override void VisitDestructorDeclaration(DestructorDeclarationSyntax node)
    {
        // Runs on the finalizer's thread, where an exception would end the process.
    }

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        Function(node.Body, node.ExpressionBody, node.SemicolonToken, givesNothing: !node.IsKind(SyntaxKind.GetAccessorDeclaration));
        base.VisitAccessorDeclaration(node);
    }

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        if (node.ExpressionBody is { } body) Arrow(body, node.SemicolonToken, givesNothing: false, "{ get { ", " } }");
        base.VisitPropertyDeclaration(node);
    }

    public override void VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        if (node.ExpressionBody is { } body) Arrow(body, node.SemicolonToken, givesNothing: false, "{ get { ", " } }");
        base.VisitIndexerDeclaration(node);
    }

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        Begin(node.Block.OpenBraceToken.Span.End, Enter);
        base.VisitAnonymousMethodExpression(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        Lambda(node);
        base.VisitSimpleLambdaExpression(node);
    }

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        Lambda(node);
        base.VisitParenthesizedLambdaExpression(node);
    }

    public override void VisitCatchClause(CatchClauseSyntax node)
    {
        var name = node.Declaration?.Identifier.Text;
        if (string.IsNullOrEmpty(name)) name = $"caught__{caught++}";
        if (node.Declaration is null) Begin(node.CatchKeyword.Span.End, $"(global::System.Exception {name})");
        else if (node.Declaration.Identifier.Text.Length == 0) Begin(node.Declaration.Type.Span.End, name);

        var may = $"{Guard}MayCatch({name})";
        if (node.Filter is { } filter)
        {
            Begin(filter.OpenParenToken.Span.End, $"{may} && (");
            End(filter.CloseParenToken.SpanStart, ")");
        }
        else
        {
            Begin((node.Declaration?.Span ?? node.CatchKeyword.Span).End, $"when ({may})");
        }

        base.VisitCatchClause(node);
    }

    private static bool GivesNothing(TypeSyntax type, SyntaxTokenList modifiers)
    {
        if (type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }) return true;
        if (!modifiers.Any(SyntaxKind.AsyncKeyword)) return false;
        var name = type is QualifiedNameSyntax qualified ? qualified.Right : type;
        return name is not GenericNameSyntax;
    }

    private void Loop<T>(T node, StatementSyntax body, Action<T> visit)
        where T : StatementSyntax
    {
        if (body is BlockSyntax block)
        {
            Begin(block.OpenBraceToken.Span.End, Check);
        }
        else
        {
            Begin(body.SpanStart, "{ " + Check);
            End(body.Span.End, "}");
        }

        visit(node);
    }

    private void Function(BlockSyntax? block, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, bool givesNothing)
    {
        if (block is not null) Begin(block.OpenBraceToken.Span.End, Enter);
        else if (arrow is not null) Arrow(arrow, semicolon, givesNothing, "{ ", " }");
    }

    // "=> expression;" becomes "{ check; return expression; }", the return shown as the expression.
    private void Arrow(ArrowExpressionClauseSyntax arrow, SyntaxToken semicolon, bool givesNothing, string opening, string closing)
    {
        var body = arrow.Expression;
        if (body is LiteralExpressionSyntax || arrow.ArrowToken.TrailingTrivia.Any(trivia => trivia.IsDirective)) return;
        edits.Add(new Edit(arrow.SpanStart, opening + Enter)
        {
            Removed = body.SpanStart - arrow.SpanStart,
            Shown = givesNothing || body is ThrowExpressionSyntax ? "" : "return ",
            ShownAs = body.Span,
            Inline = interpolations > 0,
        });
        End(semicolon.Span.End, closing);
    }

    private void Lambda(LambdaExpressionSyntax lambda)
    {
        if (lambda.Block is { } block)
        {
            Begin(block.OpenBraceToken.Span.End, Enter);
            return;
        }

        // Only what calls can recurse or be a loop's body somewhere else.
        var body = lambda.ExpressionBody!;
        var calls = body.DescendantNodesAndSelf(inner => inner is not AnonymousFunctionExpressionSyntax).Any(inner => inner is InvocationExpressionSyntax);
        if (!calls || GivesNothing(lambda) is not { } givesNothing) return;
        edits.Add(new Edit(body.SpanStart, "{ " + Enter)
        {
            Shown = givesNothing ? "" : "return ",
            ShownAs = body.Span,
            Inline = interpolations > 0,
        });
        End(body.Span.End, "; }");
    }

    // Null for what must stay as it is: an expression tree, or code that does not compile anyway.
    private bool? GivesNothing(LambdaExpressionSyntax lambda)
    {
        var model = semantics.Value;
        if (model.GetTypeInfo(lambda).ConvertedType is not INamedTypeSymbol { TypeKind: TypeKind.Delegate }) return null;
        if (model.GetSymbolInfo(lambda).Symbol is not IMethodSymbol method || method.ReturnType.TypeKind == TypeKind.Error) return null;
        return method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });
    }

    private void Begin(int at, string hidden) => edits.Add(new Edit(at, hidden) { Inline = interpolations > 0 });

    private void End(int at, string hidden) => edits.Add(new Edit(at, hidden, Closes: true) { Inline = interpolations > 0 });
}
