using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;
using ScriptChat.Compiler.Checks;
using ScriptChat.Compiler.Compiling;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Tests.Checks;

/// <summary>What the checks add to a save.</summary>
[TestFixture]
internal sealed class ChecksBench
{
    [TestCase("", TestName = "Checks_OfAScriptWithNothingSuspect_AreMeasured")]
    [TestCase("string Read() => File.ReadAllText(\"a\") + Context.Now;", TestName = "Checks_OfAScriptThatReadsAFile_AreMeasured")]
    [TestCase("static readonly HashSet<string> Seen = []; string Read() => Seen.First();", TestName = "Checks_WhereEveryLoopCounts_AreMeasured")]
    [Explicit("measures; prints its figures")]
    public async Task Checks_AreMeasured(string more)
    {
        var took = new List<double>();
        for (var round = 0; round < 60; round++)
        {
            var script = Compile(SaveToLiveBench.Script(round) + more);
            using var image = new MemoryStream();
            Assert.That(script.Emit(image).Diagnostics.Where(item => item.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error), Is.Empty);
            var clock = Stopwatch.StartNew();
            var found = ScriptChecks.Look(script, isModel: false, [script]).ToList();
            took.Add(clock.Elapsed.TotalMilliseconds);
            Assert.That(found, Has.Count.EqualTo(more.Length == 0 ? 0 : 1));
        }

        took.RemoveRange(0, 10);
        took.Sort();
        await TestContext.Out.WriteLineAsync($"{TestContext.CurrentContext.Test.Name}: median {took[25]:F2} ms, p95 {took[47]:F2} ms");
    }

    private static CSharpCompilation Compile(string text) => CSharpCompilation.CreateScriptCompilation(
        "bench", CSharpSyntaxTree.ParseText(text, CompilerSettings.Parse, "bench.csx"), CompilerSettings.References,
        CompilerSettings.For("Submission#0", null!, null!), null, typeof(object), typeof(WorldContext));
}
