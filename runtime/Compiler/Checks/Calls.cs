using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ScriptChat.Compiler.Checks;

/// <summary>Looks at what a script calls and makes.</summary>
internal static class Calls
{
    /// <summary>Looks.</summary>
    public static void Look(Script script, IReadOnlyList<Script> all, Surroundings around)
    {
        // A type may be mentioned in one file and used in another, by a field or by a 'using static'.
        var names = BanList.NamesFor(all.SelectMany(one => one.Files).SelectMany(file => file.Outline.Mentions));
        var aliases = all.SelectMany(one => one.Files).SelectMany(file => file.Outline.Aliases)
            .Where(alias => BanList.MadeTypes.Contains(alias.Target)).Select(alias => alias.Alias).ToHashSet(StringComparer.Ordinal);
        var makes = aliases.Count > 0 || all.Any(one => one.Files.Any(file => file.Outline.Mentions.Overlaps(BanList.MadeTypes)));
        foreach (var (_, outline) in script.Files)
        {
            foreach (var name in outline.Names)
            {
                var text = name.Identifier.ValueText;
                var isPlain = Waits.Names.Contains(text) || Hashes.Names.Contains(text);
                if (!isPlain && !names.Contains(text)) continue;
                if (script.SymbolOf(name) is not { } symbol) continue;
                if (BanList.Find(symbol) is { } ban) Say(script, name, symbol, ban, around);
                else if (isPlain) LookFurther(script, name, symbol, around);
            }

            if (!makes) continue;
            foreach (var creation in outline.Creations.Where(creation => MayBeBanned(creation, aliases)))
            {
                if (script.SymbolOf(creation) is not { } made || BanList.Find(made) is not { } ban || around.IsApart(creation, script)) continue;
                script.Say(creation, ban.Code, $"'new {made.ContainingType.Name}' {ban.What}");
            }
        }
    }

    private static void Say(Script script, SimpleNameSyntax name, ISymbol symbol, Ban ban, Surroundings around)
    {
        if (!ban.Everywhere && around.IsApart(name, script)) return;
        SyntaxNode place = symbol.IsStatic && name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        script.Say(place, ban.Code, $"'{symbol.ContainingType.Name}.{symbol.Name}' {ban.What}");
    }

    private static void LookFurther(Script script, SimpleNameSyntax name, ISymbol symbol, Surroundings around)
    {
        if ((Waits.WhatIsWrong(script, name, symbol) ?? Hashes.WhatIsWrong(script, name, symbol)) is not var (code, text) || around.IsApart(name, script)) return;
        script.Say(name, code, text);
    }

    private static bool MayBeBanned(BaseObjectCreationExpressionSyntax creation, HashSet<string> aliases)
    {
        if (creation is not ObjectCreationExpressionSyntax { Type: var type }) return true;
        var name = type.GetLastToken().ValueText;
        return BanList.MadeTypes.Contains(name) || aliases.Contains(name);
    }
}
