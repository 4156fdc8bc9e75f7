using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Compiler.Compiled;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Notes where the types and functions of a script stand, for messages about them.</summary>
internal static class PlaceFinder
{
    /// <summary>The places of a script.</summary>
    public static IEnumerable<Place> Find(SyntaxTree tree)
    {
        foreach (var member in tree.GetCompilationUnitRoot().Members)
        {
            if (member is not TypeDeclarationSyntax type)
            {
                if (NameOf(member) is { } name) yield return Make(tree, "", name);
                continue;
            }

            yield return Make(tree, type.Identifier.ValueText, null, type.Identifier);
            foreach (var inner in type.Members)
            {
                if (NameOf(inner) is { } name) yield return Make(tree, type.Identifier.ValueText, name);
            }
        }
    }

    private static Place Make(SyntaxTree tree, string type, SyntaxToken? member, SyntaxToken? at = null)
    {
        var place = tree.GetMappedLineSpan((at ?? member)!.Value.Span);
        return new Place(type, member?.ValueText ?? "", place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1);
    }

    private static SyntaxToken? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function } => function.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        FieldDeclarationSyntax { Declaration.Variables: [var variable, ..] } => variable.Identifier,
        _ => null,
    };
}
