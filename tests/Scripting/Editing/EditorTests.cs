using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using ScriptChat.Compiler.Compiling;
using ScriptChat.Compiler.Shared;
using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;
using ScriptChat.Templates;
using ScriptChat.Worlds;
using ScriptChat.Worlds.Editor;

namespace ScriptChat.Scripting.Tests.Editing;

/// <summary>What an editor that reads the files of a new task makes of its scripts: OmniSharp takes the references and usings of the RSP
/// file, and has its own globals.</summary>
[TestFixture]
internal sealed class EditorTests
{
    private string folder = "";

    private static IEnumerable<string> Templates => NewTask.Templates;

    [SetUp]
    public void MakeParent() => folder = Path.Combine(Directory.CreateTempSubdirectory("scriptchat-editor-").FullName, "demo");

    [TearDown]
    public void DeleteParent() => Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);

    [TestCaseSource(nameof(Templates))]
    public void Editor_OfATemplatesScripts_FindsNoErrors(string template)
    {
        Make(template);

        foreach (var script in Directory.EnumerateFiles(folder, "*.csx"))
        {
            var errors = Look(script, File.ReadAllText(script)).Where(item => item.Severity == DiagnosticSeverity.Error);
            Assert.That(errors.Select(error => error.ToString()), Is.Empty, Path.GetFileName(script));
        }
    }

    [Test]
    public void Editor_OfAScript_KnowsGlobalsAndFindsMistakes()
    {
        Make("echo");

        Assert.That(Look("all.csx", "var all = (Agent.PersonId, Agents.Count, Context.Now, Models, Opt.Get(\"x\", 1), Log);"), Is.Empty);
        Assert.That(Look("bad.csx", "Agent.Observed(\"no\"); Nobody.Speaks();").Select(item => item.Id), Is.EqualTo(new[] { "CS1061", "CS0103" }));
    }

    [Test]
    public void Globals_AreTheMembersOfAWorldsContext()
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance;
        Assert.That(Names(typeof(Globals)), Is.EquivalentTo(Names(typeof(WorldContext))));

        static IEnumerable<(string, Type)> Names(Type type) => type.GetProperties(Own).Select(property => (property.Name, property.PropertyType));
    }

    [Test]
    public void EditorFiles_OfATask_AreNoneThatItsVersionCounts()
    {
        Make("echo");

        Assert.That(TaskSnapshot.Take(folder, []).Hashes.Keys.Select(Path.GetFileName), Is.EqualTo(new[] { "config.toml", "echo.csx", "entrance.csx" }));
    }

    [Test]
    public void Usings_AreThoseOfTheCompiler()
    {
        Make("echo");
        var snapshot = TaskSnapshot.Take(folder, []);
        var options = CompilerSettings.For("Any", new LoadedScripts(snapshot), new ReferencedAssemblies(snapshot));

        Assert.That(Arguments().CompilationOptions.Usings, Is.EquivalentTo(options.Usings.Append(typeof(Globals).FullName)));
    }

    private void Make(string template)
    {
        var bag = new DiagnosticBag();
        Assert.That(NewTask.Create(folder, template, bag), Is.Not.Null, string.Join('\n', bag));
    }

    private CSharpCommandLineArguments Arguments()
    {
        var arguments = CSharpCommandLineParser.Script.Parse([$"@{Path.Combine(folder, EditorFiles.Folder, "editor.rsp")}"], folder, sdkDirectory: null);
        Assert.That(arguments.Errors, Is.Empty);
        return arguments;
    }

    private ImmutableArray<Microsoft.CodeAnalysis.Diagnostic> Look(string path, string text)
    {
        var resolver = ScriptMetadataResolver.Default.WithBaseDirectory(folder);
        var arguments = Arguments();
        MetadataReference[] own = [.. arguments.ResolveMetadataReferences(resolver)];
        Assert.That(own, Has.Length.EqualTo(3).And.All.InstanceOf<PortableExecutableReference>());
        MetadataReference[] framework = [.. SharedAssemblies.Framework.Values.Append(typeof(CommandLineScriptGlobals).Assembly.Location).Select(file => MetadataReference.CreateFromFile(file))];
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: arguments.CompilationOptions.Usings)
            .WithSourceReferenceResolver(ScriptSourceResolver.Default.WithBaseDirectory(folder))
            .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress), new("CS8632", ReportDiagnostic.Suppress)]);
        var parse = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse, SourceCodeKind.Script);
        return CSharpCompilation.CreateScriptCompilation(
            "editor", CSharpSyntaxTree.ParseText(text, parse, path), [.. framework, .. own], options, globalsType: typeof(CommandLineScriptGlobals)).GetDiagnostics();
    }
}
