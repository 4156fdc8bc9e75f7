using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ScriptChat.Compiler.Checks;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Compiler.Compiling;

/// <summary>One script with all that it loads, on its way from text to an assembly.</summary>
internal sealed class ScriptUnit
{
    private readonly UnitKind kind;
    private readonly string path;
    private readonly CSharpCompilation written;
    private readonly CSharpCompilation guarded;

    private ScriptUnit(UnitKind kind, string path, CSharpCompilation written, CSharpCompilation guarded, int slot)
    {
        this.kind = kind;
        this.path = path;
        this.written = written;
        this.guarded = guarded;
        Slot = slot;
    }

    /// <summary>Whether there are mistakes in it. What builds on it can't be made then.</summary>
    public bool HasErrors => written.GetDiagnostics().Any(item => item.Severity == DiagnosticSeverity.Error);

    private int Slot { get; }

    /// <summary>Prepares a script: as written, and with its checks.</summary>
    /// <param name="kind">What it is for.</param>
    /// <param name="path">Its path.</param>
    /// <param name="root">Its tree.</param>
    /// <param name="number">Its number within the task.</param>
    /// <param name="level">How it is compiled.</param>
    /// <param name="library">What it builds on; null for nothing.</param>
    /// <param name="trees">What was parsed before.</param>
    /// <param name="loads">What it may load.</param>
    /// <param name="references">What it may refer to.</param>
    public static ScriptUnit Make(
        UnitKind kind, string path, SyntaxTree root, int number, OptimizationLevel level, ScriptUnit? library, SyntaxTreeCache trees, LoadedScripts loads, ReferencedAssemblies references)
    {
        var name = $"Script.{number}.{Path.GetFileNameWithoutExtension(path)}";
        var globals = kind == UnitKind.Model ? null : typeof(WorldContext);
        IReadOnlyList<MetadataReference> standard = library is null ? [.. CompilerSettings.References, .. references.Packages] : [];
        var plain = CSharpCompilation.CreateScriptCompilation(
            name, root, standard, CompilerSettings.For($"Submission#{number}", loads, references, level), library?.written, typeof(object), globals);
        var texts = Guarded(plain);
        var safe = plain;
        if (texts.Count > 0)
        {
            var guardedLoads = loads.With(texts);
            var guardedRoot = texts.TryGetValue(root.FilePath, out var text) ? trees.Get(root.FilePath, text) : root;
            safe = CSharpCompilation.CreateScriptCompilation(
                name, guardedRoot, standard, CompilerSettings.For($"Submission#{number}", guardedLoads, references, level), library?.guarded, typeof(object), globals);
        }

        return new ScriptUnit(kind, path, plain, safe, library is null ? 1 : 2);
    }

    /// <summary>Compiles it; null after saying what is wrong.</summary>
    /// <param name="all">The task's scripts, this one among them.</param>
    /// <param name="bag">Takes what there is to say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public CompiledUnit? Emit(IReadOnlyList<ScriptUnit> all, DiagnosticBag bag, CancellationToken cancellationToken)
    {
        using var image = new MemoryStream();
        var result = guarded.Emit(image, options: CompilerSettings.Emit, cancellationToken: cancellationToken);
        bag.AddRange(CompilerMessages.From(result.Diagnostics));
        if (!result.Success) return null;
        foreach (var tree in written.SyntaxTrees) KeepsAlive.Look(tree, new(() => written.GetSemanticModel(tree)), bag);
        var others = all.Where(unit => unit.kind != UnitKind.Model).Select(unit => unit.written);
        bag.AddRange(CompilerMessages.From(ScriptChecks.Look(written, kind == UnitKind.Model, others)));
        return new CompiledUnit(
            kind, path, guarded.AssemblyName!, guarded.Options.ScriptClassName!, Slot, image.ToArray(), [.. written.SyntaxTrees.SelectMany(PlaceFinder.Find)]);
    }

    // Nothing is put into a script that can't be read; it only has messages to give.
    private static Dictionary<string, SourceText> Guarded(CSharpCompilation plain)
    {
        var texts = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (var tree in plain.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            if (tree.GetDiagnostics().Any(item => item.Severity == DiagnosticSeverity.Error)) continue;
            texts[tree.FilePath] = GuardWriter.Write(tree, new(() => plain.GetSemanticModel(tree)));
        }

        return texts;
    }
}
