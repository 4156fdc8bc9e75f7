using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;
using ScriptChat.Tasks;

namespace ScriptChat.Compiler.Compiling;

/// <summary>What each script of a folder is: a world by itself, a model, loaded by another, or one of the others.</summary>
/// <param name="Library">The files that are neither, compiled together and visible to all worlds.</param>
/// <param name="Worlds">The files that are a world.</param>
/// <param name="Models">The files that are a model.</param>
internal sealed record ScriptSet(IReadOnlyList<SyntaxTree> Library, IReadOnlyList<SyntaxTree> Worlds, IReadOnlyList<SyntaxTree> Models)
{
    /// <summary>Sorts the folder's scripts.</summary>
    public static ScriptSet Sort(TaskSnapshot snapshot, TaskConfig config, SyntaxTreeCache trees, LoadedScripts loads, DiagnosticBag bag)
    {
        var models = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var model in config.Models.Values.Where(model => model.Kind == "script"))
        {
            var file = ModelFile(model);
            var path = Path.GetFullPath(file, snapshot.Folder);
            if (snapshot.Script(path) is not null) models.Add(path);
            else SayMissing(model, file, snapshot, bag);
        }

        var all = snapshot.Scripts.ToDictionary(file => file.Path, trees.Get, StringComparer.Ordinal);
        var loaded = all.Values.SelectMany(tree => Loads(tree, loads)).ToHashSet(StringComparer.Ordinal);
        var roots = all.Keys.Where(path => !loaded.Contains(path) && !models.Contains(path));
        if (config.WorldModule is { } entry) roots = all.Keys.Where(path => path == Path.GetFullPath(entry, snapshot.Folder));

        var sorted = roots.Select(path => all[path]).ToLookup(tree => HasFunction(tree, "parley", loads, trees, []));
        foreach (var tree in sorted[false].Where(tree => HasFunction(tree, "episodedone", loads, trees, [])))
        {
            bag.Add(ScriptCodes.MissingFunction, "the file has episode_done but no parley; write: async Task parley() { ... }", tree.FilePath, 1, 1);
        }

        return new ScriptSet([.. sorted[false]], [.. sorted[true]], [.. models.Select(path => all[path])]);
    }

    // As the loader of such models has it: the file is called as the model unless the settings say otherwise.
    private static string ModelFile(ModelConfig model) =>
        model.Settings["model_file"] is JsonValue value && value.TryGetValue(out string? file) ? file : $"{model.Name}.csx";

    private static void SayMissing(ModelConfig model, string file, TaskSnapshot snapshot, DiagnosticBag bag)
    {
        var scripts = snapshot.Scripts.Select(script => Path.GetRelativePath(snapshot.Folder, script.Path));
        var near = NameSuggester.DidYouMean(file, scripts, "create it, or name another as its model_file");
        bag.Add(ScriptCodes.MissingScript, $"the script '{file}' of the model '{model.Name}' is not in the task's folder; {near}", model.Path, model.Line, model.Column);
    }

    private static IEnumerable<string> Loads(SyntaxTree tree, LoadedScripts loads) => tree.GetCompilationUnitRoot().GetLoadDirectives()
        .Select(load => loads.ResolveReference(load.File.ValueText, tree.FilePath)).OfType<string>();

    private static bool HasFunction(SyntaxTree tree, string name, LoadedScripts loads, SyntaxTreeCache trees, HashSet<string> seen)
    {
        if (!seen.Add(tree.FilePath)) return false;
        return tree.GetCompilationUnitRoot().Members.Any(member => FunctionName(member) is { } function && FunctionNames.Canonical(function) == name)
            || Loads(tree, loads).Any(path => HasFunction(trees.Get(path, loads.ReadText(path)), name, loads, trees, seen));
    }

    private static string? FunctionName(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function } => function.Identifier.ValueText,
        _ => null,
    };
}
