using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Diagnostics;

namespace ScriptChat.Compiler.Checks;

/// <summary>Hash codes, which are other ones in every process.</summary>
internal static class Hashes
{
    /// <summary>The names to look at.</summary>
    public static HashSet<string> Names { get; } = new(StringComparer.Ordinal) { nameof(GetHashCode), nameof(HashCode.Combine), nameof(HashCode.ToHashCode) };

    /// <summary>What is wrong with the use of a member; null for nothing.</summary>
    public static (DiagnosticCode Code, string Text)? WhatIsWrong(Script script, SimpleNameSyntax name, ISymbol symbol)
    {
        if (symbol is not IMethodSymbol method || !Names.Contains(method.Name) || IsForEquality(name)) return null;
        var isHash = method.Name == nameof(GetHashCode) ? !IsFixed(TypeOf(script, name, method)) : method.ContainingType is { Name: nameof(HashCode), ContainingNamespace.Name: nameof(System) };
        return isHash
            ? (ScriptCodes.RandomHash, $"'{method.Name}' gives another number in every process; compute one of your own from what it is about, or use Context.Random")
            : null;
    }

    private static ITypeSymbol TypeOf(Script script, SimpleNameSyntax name, IMethodSymbol method) =>
        name.Parent is MemberAccessExpressionSyntax access && script.Meaning(name.SyntaxTree).GetTypeInfo(access.Expression).Type is { } type ? type : method.ContainingType;

    // A type's own equality only tells things apart.
    private static bool IsForEquality(SyntaxNode node) => node.Ancestors().OfType<MethodDeclarationSyntax>().Any(method => method.Identifier.ValueText == nameof(GetHashCode));

    private static bool IsFixed(ITypeSymbol type) => type.TypeKind == TypeKind.Enum || type.SpecialType is
        SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16
        or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
        or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime
        || type is { Name: nameof(Guid) or nameof(TimeSpan) or nameof(DateTimeOffset), ContainingNamespace.Name: nameof(System) };
}
