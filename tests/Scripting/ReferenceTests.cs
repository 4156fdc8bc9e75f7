using System.Runtime.Loader;
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
        Words.Compile(folder.At("lib/words.dll"), "one");
        await using var live = await LiveTask.StartAsync(folder);
        Assert.That(await live.HelloAsync(), Is.EqualTo("one"));
        Assert.That(AssemblyLoadContext.Default.Assemblies.Select(assembly => assembly.GetName().Name), Has.None.EqualTo("words"));

        Words.Compile(folder.At("lib/words.dll"), "two");
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

        var output = await OwnProcess.RunAsync("start-from-cache", folder.Path, folder.Cache);

        Assert.That(output, Is.EqualTo("Live from cache: True; compiler assemblies: 0"));
    }
}
