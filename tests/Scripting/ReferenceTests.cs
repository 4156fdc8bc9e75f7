using System.Diagnostics;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests;

/// <summary>Directives, references and what is shared with the host.</summary>
[TestFixture]
internal sealed class ReferenceTests
{
    [Test]
    public async Task ReferencedAssembly_LoadsIntoTheTasksOwnContext_AndIsFollowed()
    {
        using var folder = new TaskFolder(("echo.csx", "#!/usr/bin/env runtime\n#r \"lib/words.dll\"\nvoid parley() => Agent.Observe(Words.Hello); bool episode_done() => true;"));
        Directory.CreateDirectory(folder.At("lib"));
        Compile(folder.At("lib/words.dll"), "one");
        await using var live = await LiveTask.StartAsync(folder);
        Assert.That(await live.HelloAsync(), Is.EqualTo("one"));
        Assert.That(AssemblyLoadContext.Default.Assemblies.Select(assembly => assembly.GetName().Name), Has.None.EqualTo("words"));

        Compile(folder.At("lib/words.dll"), "two");
        await live.NextAsync(CatalogEvent.Live);

        Assert.That(await live.HelloAsync(), Is.EqualTo("two"));
    }

    [Test]
    public async Task LoadedFile_IsPartOfItsLoader_AndNoWorldOfItsOwn()
    {
        using var folder = new TaskFolder(
            ("base.csx", "void parley() => Agent.Observe(Word); bool episode_done() => true;"),
            ("echo.csx", "#load \"base.csx\"\nstring Word => \"loaded\";"));

        var module = await folder.LoadAsync();

        Assert.That(module.Worlds.Keys, Is.EquivalentTo(new[] { "menu", "echo" }));
    }

    [Test]
    public async Task StartFromTheCache_LoadsNoCompiler()
    {
        using var folder = new TaskFolder(("echo.csx", "void parley() => Agent.Observe(\"hi\"); bool episode_done() => true;"));
        await using (var catalog = folder.Catalog(cached: true)) await catalog.StartAsync(CancellationToken.None);

        // A process of its own, since this one has long loaded the compiler.
        var assembly = typeof(ReferenceTests).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [assembly, "start-from-cache", folder.Path, folder.Cache]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(output.Trim(), Is.EqualTo("Live from cache: True; compiler assemblies: 0"));
    }

    private static void Compile(string path, string word)
    {
        var compilation = CSharpCompilation.Create(
            "words",
            [CSharpSyntaxTree.ParseText($"public static class Words {{ public static string Hello => \"{word}\"; }}")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.That(compilation.Emit(image).Success, Is.True);
        File.WriteAllBytes(path, image.ToArray());
    }
}
