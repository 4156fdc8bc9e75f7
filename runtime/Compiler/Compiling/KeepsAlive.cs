using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Diagnostics;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Warns of what would keep every old version of a script in memory.</summary>
internal static class KeepsAlive
{
    private const string Serializer = "System.Text.Json.JsonSerializer";

    /// <summary>Looks through a script.</summary>
    public static void Look(SyntaxTree tree, Lazy<SemanticModel> semantics, DiagnosticBag bag)
    {
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is IdentifierNameSyntax { Identifier.ValueText: "dynamic" } name && IsDynamic(name, semantics))
            {
                Warn(ScriptCodes.DynamicKeepsVersions, "dynamic keeps every old version of this script in memory; use a type of your own, or JsonNode", name, bag);
            }
            else if (node is InvocationExpressionSyntax call && NameOf(call) is { } called && called.Identifier.ValueText is var text
                && (text.StartsWith("Serialize", StringComparison.Ordinal) || text.StartsWith("Deserialize", StringComparison.Ordinal))
                && LacksOptions(call, semantics.Value))
            {
                Warn(ScriptCodes.SerializerKeepsVersions, $"{text} without options keeps every old version of this script in memory; pass Context.Json", called, bag);
            }
        }
    }

    private static bool IsDynamic(IdentifierNameSyntax name, Lazy<SemanticModel> semantics) =>
        semantics.Value.GetTypeInfo(name).Type is { TypeKind: TypeKind.Dynamic };

    private static bool LacksOptions(InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetSymbolInfo(call).Symbol is IMethodSymbol method
        && method.ContainingType.ToDisplayString() == Serializer
        && !call.ArgumentList.Arguments.Any(argument => model.GetTypeInfo(argument.Expression).ConvertedType is { } type && IsOptions(type)
            && argument.Expression is not LiteralExpressionSyntax);

    private static bool IsOptions(ITypeSymbol type) => type.Name is "JsonSerializerOptions" or "JsonSerializerContext" or "JsonTypeInfo";

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax simple => simple,
        _ => null,
    };

    private static void Warn(DiagnosticCode code, string text, SyntaxNode node, DiagnosticBag bag)
    {
        var place = node.SyntaxTree.GetMappedLineSpan(node.Span);
        bag.Add(code, text, place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1);
    }
}
