using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;
using ScriptChat.Tasks;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Compiles a task. Holds what a next compilation can use again; not for several threads.</summary>
/// <param name="optimize">Whether the code is to be fast rather than easy to step through.</param>
public sealed class TaskCompiler(bool optimize) : ITaskCompiler
{
    private readonly OptimizationLevel level = optimize ? OptimizationLevel.Release : OptimizationLevel.Debug;
    private readonly SyntaxTreeCache trees = new();

    /// <inheritdoc />
    public async Task<CompileOutcome> CompileAsync(TaskSnapshot snapshot, TaskConfig config, PackageStep packages, CancellationToken cancellationToken)
    {
        trees.Turn();
        var bag = new DiagnosticBag();
        var loads = new LoadedScripts(snapshot);
        var references = new ReferencedAssemblies(snapshot);
        var set = ScriptSet.Sort(snapshot, config, trees, loads, bag);
        var requests = new PackageDirectives(trees, loads, bag).Read(set);
        var restored = requests.Count == 0 ? [] : await packages(requests, bag, cancellationToken);

        // Without its packages a script is full of errors that are none.
        if (restored is null) return new CompileOutcome(null, [.. bag], [.. loads.Asked.Keys]);
        references.Take(restored);
        var units = Prepare(set, snapshot, loads, references);

        var compiled = new CompiledUnit?[units.Count];
        var bags = units.Select(_ => new DiagnosticBag()).ToArray();
        Parallel.For(0, units.Count, new ParallelOptions { CancellationToken = cancellationToken }, i => compiled[i] = units[i].Emit(units, bags[i], cancellationToken));
        foreach (var own in bags) bag.AddRange(own);

        // A file that two scripts load would say everything twice.
        Diagnostics.Diagnostic[] messages = [.. bag.Distinct().OrderBy(item => item.Path, StringComparer.Ordinal).ThenBy(item => item.Line)];
        string[] asked = [.. loads.Asked.Keys, .. references.Asked];
        if (bag.HasErrors) return new CompileOutcome(null, messages, asked);
        var task = new CompiledTask([.. compiled.OfType<CompiledUnit>()], Stamps(references.Found), Stamps(loads.Outside), messages) { Packages = restored };
        return new CompileOutcome(task, messages, asked);
    }

    private List<ScriptUnit> Prepare(ScriptSet set, TaskSnapshot snapshot, LoadedScripts loads, ReferencedAssemblies references)
    {
        var units = new List<ScriptUnit>();
        ScriptUnit? library = null;
        if (set.Library.Count > 0)
        {
            var root = set.Library is [var only] ? only : Together(set.Library);
            library = ScriptUnit.Make(UnitKind.Library, set.Library is [_] ? root.FilePath : snapshot.Folder, root, 0, level, null, trees, loads, references);
            units.Add(library);
        }

        // Without their library the worlds' own messages would be about what they miss of it.
        IReadOnlyList<SyntaxTree> worlds = set.Worlds.Count > 0 && library?.HasErrors == true ? [] : set.Worlds;
        foreach (var tree in worlds) units.Add(ScriptUnit.Make(UnitKind.World, tree.FilePath, tree, units.Count, level, library, trees, loads, references));
        foreach (var tree in set.Models) units.Add(ScriptUnit.Make(UnitKind.Model, tree.FilePath, tree, units.Count, level, null, trees, loads, references));
        return units;
    }

    // A script compilation has one file; the others come in as that file's loads.
    private static SyntaxTree Together(IEnumerable<SyntaxTree> files)
    {
        var text = string.Concat(files.Select(file => $"#load \"{file.FilePath}\"\n"));
        return CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), CompilerSettings.Parse);
    }

    private static List<FileStamp> Stamps(IEnumerable<SourceFile> files) =>
        [.. files.Select(file => new FileStamp(file.Path, file.Hash)).OrderBy(stamp => stamp.Path, StringComparer.Ordinal)];
}
