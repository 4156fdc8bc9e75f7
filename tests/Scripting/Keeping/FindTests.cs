using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ScriptChat.Scripting.Binding;
using ScriptChat.Scripting.Tests.Fakes;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Tests.Keeping;

/// <summary>A kept version is found, whatever became of the task's folder.</summary>
[TestFixture]
internal sealed class FindTests
{
    [Test]
    public async Task KeptVersion_AfterTheScriptsChanged_IsAsItWas()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        var version = await Kept.StartAsync(folder);
        folder.Write("echo.csx", Kept.Says("two"));
        await using var catalog = folder.Keeping();
        await catalog.StartAsync(CancellationToken.None);

        var found = await catalog.FindAsync(version, CancellationToken.None);

        Assert.That(await Kept.HelloAsync(found!), Is.EqualTo("one"));
        Assert.That(await Kept.HelloAsync(catalog.Current!), Is.EqualTo("two"));
        Assert.That(await catalog.FindAsync(catalog.Current!.Version, CancellationToken.None), Is.SameAs(catalog.Current));
        Assert.That(await catalog.FindAsync(version, CancellationToken.None), Is.SameAs(found));
    }

    [Test]
    public async Task KeptVersion_AfterTheFolderHasGoneOrBroke_IsAsItWas()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        var version = await Kept.StartAsync(folder);
        folder.Write("echo.csx", "no");
        await using var broken = folder.Keeping();
        Assert.That((await broken.StartAsync(CancellationToken.None)).Kind, Is.EqualTo(CatalogEvent.Broken));
        Assert.That(await Kept.HelloAsync((await broken.FindAsync(version, CancellationToken.None))!), Is.EqualTo("one"));

        Directory.Delete(folder.Path, recursive: true);

        Assert.That(await Kept.HelloAsync(await Kept.FindAsync(folder, version)), Is.EqualTo("one"));
    }

    [Test]
    public async Task WhatModuleInitializeGave_IsKept_AndItDoesNotRunAgain()
    {
        using var folder = new TaskFolder(("echo.csx", """
            static object module_initialize()
            {
                File.AppendAllText(Path.Combine(Path.GetDirectoryName(Here())!, "../runs"), "x");
                return new { Words = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Here())!, "words.txt")), Weight = 0.1 };
            }
            static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
            void parley() => Agent.Observe($"{Context.Module["Words"]![1]} {Context.Module.Get<double>("Weight")}");
            bool episode_done() => true;
            """), ("words.txt", "zero\none"));
        var version = await Kept.StartAsync(folder);
        folder.Write("words.txt", "null\neins");

        var module = await Kept.FindAsync(folder, version);

        Assert.That(await Kept.HelloAsync(module), Is.EqualTo("one 0.1"));
        Assert.That(await File.ReadAllTextAsync(folder.At("../runs")), Is.EqualTo("x"));
        Assert.That(await Kept.HelloAsync(await Kept.FindAsync(folder, await Kept.StartAsync(folder))), Is.EqualTo("eins 0.1"));
        Assert.That(await File.ReadAllTextAsync(folder.At("../runs")), Is.EqualTo("xx"));
    }

    [Test]
    public async Task ModuleInitializeThatGivesSomethingElse_IsAnotherVersion()
    {
        using var folder = new TaskFolder(("echo.csx", """
            static string module_initialize() => File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "../word"));
            static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
            void parley() => Agent.Observe(Context.Module.Get<string>("value")!);
            bool episode_done() => true;
            """), ("../word", "one"));
        var first = await Kept.StartAsync(folder);
        Assert.That(await Kept.StartAsync(folder), Is.EqualTo(first));
        folder.Write("../word", "two");

        var second = await Kept.StartAsync(folder);

        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(await Kept.HelloAsync(await Kept.FindAsync(folder, first)), Is.EqualTo("one"));
        Assert.That(await Kept.HelloAsync(await Kept.FindAsync(folder, second)), Is.EqualTo("two"));
    }

    [Test]
    public async Task OptionsOfTheCommandLine_StayAsTheyWere()
    {
        using var folder = new TaskFolder(("echo.csx", "void parley() => Agent.Observe(Opt.Get<string>(\"mood\")!);\nbool episode_done() => true;"));
        var version = await Kept.StartAsync(folder, options => options with { Adjust = config => config with { Opt = new() { ["mood"] = "gay" } } });

        var module = await Kept.FindAsync(folder, version, options => options with { Adjust = config => config with { MaxWorkers = 7, Opt = new() { ["mood"] = "sad" } } });

        Assert.That((await Kept.HelloAsync(module), module.Config.MaxWorkers), Is.EqualTo(("gay", 7)));
    }

    [Test]
    public async Task ModelsOfAKeptVersion_AnswerAsTheyDid()
    {
        using var folder = new TaskFolder(
            ("bot.csx", "string respond(ModelRequest request) => \"you said \" + request.Text;"),
            ("echo.csx", Kept.Says("one")),
            ("config.toml", TaskFolder.Config("menu", "echo", "[opt.models.bot]\nmodel = \"script\"\nmodel_file = \"bot.csx\"")));
        ModelLoader loader = (model, _, scripts, _) => scripts((string)model.Settings["model_file"]!);
        var version = await Kept.StartAsync(folder, options => options with { Models = loader });
        File.Delete(folder.At("bot.csx"));

        var module = await Kept.FindAsync(folder, version, options => options with { Models = loader });

        var request = new ModelRequest { History = [new Message { Text = "hi" }], Id = "bot", Random = new Random(1), Info = new ReadOnlyData() };
        Assert.That((await module.Models["bot"].RespondAsync(request, CancellationToken.None)).Text, Is.EqualTo("you said hi"));
    }

    [Test]
    public async Task FindAtTheSameTime_LoadsOnce()
    {
        using var folder = new TaskFolder(
            ("config.toml", TaskFolder.Config("menu", "echo", "[opt.models.bot]\nmodel = \"held\"")), ("echo.csx", Kept.Says("one")));
        var version = await Kept.StartAsync(folder, options => options with { Models = (_, _, _, _) => new Parrot() });
        using var go = new SemaphoreSlim(0);
        var loads = 0;
        await using var catalog = folder.Keeping(options => options with
        {
            Models = (_, _, _, _) =>
            {
                Interlocked.Increment(ref loads);
                go.Wait();
                return new Parrot();
            },
        });

        var finding = Enumerable.Range(0, 5).Select(_ => catalog.FindAsync(version, CancellationToken.None).AsTask()).ToArray();
        using var impatient = new CancellationTokenSource();
        var given = catalog.FindAsync(version, impatient.Token).AsTask();
        await impatient.CancelAsync();
        Assert.That(async () => await given, Throws.InstanceOf<OperationCanceledException>());
        go.Release(10);
        var modules = await Task.WhenAll(finding);

        Assert.That(loads, Is.EqualTo(1));
        Assert.That(modules, Is.All.SameAs(modules[0]).And.All.Not.Null);
    }

    [Test]
    public async Task StartFromAKeptVersion_LoadsNoCompiler()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        var version = await Kept.StartAsync(folder);
        Directory.Delete(folder.Path, recursive: true);

        var output = await OwnProcess.RunAsync("find-kept", folder.Path, folder.Versions, version);

        Assert.That(output, Is.EqualTo($"{version}; compiler assemblies: 0"));
    }

    [Test]
    public async Task FoundVersion_ThatNobodyHolds_LeavesMemory()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        var version = await Kept.StartAsync(folder);
        await using var catalog = folder.Keeping();

        var code = await UseAsync(catalog, version);

        // Away from the stack of those that gave the module, which called this.
        await Task.Yield();

        // As in UnloadTests; the patience is only so that a failing test ends.
        var patience = Stopwatch.StartNew();
        while (code.IsAlive && patience.Elapsed < TimeSpan.FromSeconds(20))
        {
            JsonSerializer.Serialize(new { Number = 1 }, JsonValues.NewOptions());
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(code.IsAlive, Is.False);
        Assert.That(await Kept.HelloAsync((await catalog.FindAsync(version, CancellationToken.None))!), Is.EqualTo("one"), "found again");
    }

    // A method of its own, so that no local of the test holds the module.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAsync(TaskCatalog catalog, string version)
    {
        var module = await catalog.FindAsync(version, CancellationToken.None);
        await Kept.HelloAsync(module!);
        return new WeakReference(module!.Code, trackResurrection: true);
    }

    private sealed class Parrot : IResponder
    {
        public Task<Message> RespondAsync(ModelRequest request, CancellationToken cancellationToken) => Task.FromResult(new Message { Text = request.Text });
    }
}
