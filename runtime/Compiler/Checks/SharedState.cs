using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Diagnostics;

namespace ScriptChat.Compiler.Checks;

/// <summary>Finds state that conversations share: it is not recorded, belongs to one process, and goes with the version.</summary>
/// <remarks>Variables at the top of a script are a conversation's own, in a library file too: each conversation has an instance of
/// its own. A model's script has one instance for all.</remarks>
internal static class SharedState
{
    private const string Instead = "keep what belongs to a conversation in variables of the world, and what is fixed in readonly fields or module_initialize";

    /// <summary>The methods that change what they are called on.</summary>
    public static HashSet<string> Mutators { get; } = new(StringComparer.Ordinal)
    {
        "Add", "AddFirst", "AddLast", "AddOrUpdate", "AddRange", "Append", "AppendFormat", "AppendLine", "Clear", "Dequeue", "Enqueue", "ExceptWith", "GetOrAdd",
        "Insert", "InsertRange", "IntersectWith", "Merge", "Pop", "Push", "Remove", "RemoveAll", "RemoveAt", "RemoveRange", "RemoveWhere", "Set", "Sort",
        "TryAdd", "TryDequeue", "TryPop", "TryRemove", "TryTake", "TryUpdate", "UnionWith",
    };

    /// <summary>Looks.</summary>
    public static void Look(Script script, IReadOnlyList<Script> all)
    {
        var shared = all.SelectMany(one => one.Files).SelectMany(file => file.Outline.Statics).SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        foreach (var (_, outline) in script.Files)
        {
            foreach (var member in outline.Statics) LookAt(member, script);
            if (shared.Count == 0 && !script.IsModel) continue;
            foreach (var name in outline.Changes.Where(name => script.IsModel || shared.Contains(name.Identifier.ValueText)))
            {
                if (script.SymbolOf(name) is { } symbol && Holds(symbol, script, name)) SayChanged(script, name, symbol);
            }
        }
    }

    private static void LookAt(MemberDeclarationSyntax member, Script script)
    {
        var meaning = script.Meaning(member.SyntaxTree);
        if (member is PropertyDeclarationSyntax property)
        {
            // One with a body of its own keeps its value in a field, which is looked at.
            if (meaning.GetDeclaredSymbol(property) is { SetMethod: { } } declared && IsAuto(declared)) Say(property, property.Identifier, declared.Name);
            return;
        }

        if (member is not BaseFieldDeclarationSyntax fields || fields.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)) return;
        foreach (var variable in fields.Declaration.Variables) Say(fields, variable.Identifier, variable.Identifier.ValueText);

        void Say(SyntaxNode node, SyntaxToken at, string name) => script.Findings.Add(Finding.At(
            Location.Create(node.SyntaxTree, at.Span), ScriptCodes.SharedState, $"'{name}' is static and can change: all conversations share it, and it is not recorded; {Instead}"));
    }

    private static void SayChanged(Script script, SimpleNameSyntax name, ISymbol symbol) => script.Say(
        name,
        ScriptCodes.SharedState,
        symbol.IsStatic
            ? $"'{symbol.Name}' is static and is changed here: all conversations share it, and it is not recorded; {Instead}"
            : $"'{symbol.Name}' belongs to the model and is changed here: all conversations share it, and it is not recorded; take what the answer needs from request.History");

    // Whether a variable that may not be said at its declaration is changed here for all.
    private static bool Holds(ISymbol symbol, Script script, SimpleNameSyntax name)
    {
        if (symbol.DeclaringSyntaxReferences.IsEmpty || IsInitializing(name, symbol)) return false;
        var type = symbol switch
        {
            IFieldSymbol field when !field.IsStatic || field.IsReadOnly => field.Type,
            IPropertySymbol property when IsAuto(property) && (!property.IsStatic || property.SetMethod is null) => property.Type,
            _ => null,
        };
        if (type is null || (!symbol.IsStatic && !(script.IsModel && IsTheModel(symbol.ContainingType)))) return false;

        // "X = ..." changes X in any case; "X.Add(...)" only if it is something that can change.
        return IsAssigned(name) || CanChange(type);
    }

    private static bool IsAssigned(SimpleNameSyntax name)
    {
        ExpressionSyntax whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent is AssignmentExpressionSyntax assignment ? assignment.Left == whole : whole.Parent is not (MemberAccessExpressionSyntax or ElementAccessExpressionSyntax);
    }

    private static bool CanChange(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Array || type.Locations.Any(place => place.IsInSource)) return true;
        var space = type.ContainingNamespace?.ToDisplayString() ?? "";
        return space is "System.Text" or "System.Text.Json.Nodes" or "System.Collections" or "System.Collections.Generic" or "System.Collections.Concurrent" or "ScriptChat.Worlds";
    }

    // One instance of the script, or of the class that answers, serves everybody.
    private static bool IsTheModel(INamedTypeSymbol? type) => type is not null && (type.IsScriptClass || type.AllInterfaces.Any(one => Contract.Is(one, nameof(ScriptChat.Worlds.IResponder))));

    private static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    // Before anybody else can see it: in an initializer, in a constructor, or at the top of a model's script.
    private static bool IsInitializing(SyntaxNode name, ISymbol symbol)
    {
        var function = name.Ancestors().FirstOrDefault(node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
        return function switch
        {
            null => !symbol.IsStatic || name.FirstAncestorOrSelf<FieldDeclarationSyntax>() is not null,
            ConstructorDeclarationSyntax constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword) == symbol.IsStatic,
            _ => false,
        };
    }

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        BaseFieldDeclarationSyntax fields => fields.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        _ => [],
    };
}
