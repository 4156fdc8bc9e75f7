using Microsoft.CodeAnalysis;
using ScriptChat.Worlds;

namespace ScriptChat.Compiler.Checks;

/// <summary>Recognizes the types that scripts program against.</summary>
internal static class Contract
{
    /// <summary>Whether a symbol is a type of the contract, or derives from one.</summary>
    public static bool Is(ITypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Name == name && type.ContainingNamespace?.ToDisplayString() == typeof(World).Namespace) return true;
        }

        return false;
    }

    /// <summary>Whether a symbol is this member of a type of the contract.</summary>
    public static bool Is(ISymbol symbol, string type, string member) => symbol.Name == member && Is(symbol.ContainingType, type);

    /// <summary>The type of what a variable or property holds; null for all else.</summary>
    public static ITypeSymbol? Held(ISymbol? symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
