using System.IO.Compression;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Tests.Fakes;
using ScriptChat.Scripting.Traces;

namespace ScriptChat.Scripting.Tests.Keeping;

/// <summary>What a kept version is made of, another runtime compiles again; what is damaged or gone is said.</summary>
[TestFixture]
internal sealed class RecompileTests
{
    private const string AnotherRuntime = "another runtime";

    [Test]
    public async Task VersionOfAnotherRuntime_IsCompiledFromItsSources_AndKeptSo()
    {
        using var folder = new TaskFolder(("echo.csx", "void parley()\n{\n    throw new InvalidOperationException(Hi);\n}\nbool episode_done() => true;"), ("lib/more.csx", "static string Hi => \"hi\";"));
        var version = await Kept.StartAsync(folder, options => options with { Stamp = AnotherRuntime });
        EmptyImages(folder, version);
        Directory.Delete(folder.Path, recursive: true);

        var module = await Kept.FindAsync(folder, version);

        var thrown = Assert.ThrowsAsync<InvalidOperationException>(() => Kept.HelloAsync(module))!;
        var place = ScriptTrace.PlaceOf(thrown)!;
        Assert.That((thrown.Message, place.Path, place.Line), Is.EqualTo(("hi", folder.At("echo.csx"), 3)));
        var output = await OwnProcess.RunAsync("find-kept", folder.Path, folder.Versions, version);
        Assert.That(output, Is.EqualTo($"{version}; compiler assemblies: 0"));
    }

    [Test]
    public async Task LoadedFilesAndReferences_FromAnywhere_AreKept([Values] bool isAnotherRuntime)
    {
        using var folder = new TaskFolder(
            ("echo.csx", "#load \"../beside/word.csx\"\n#r \"../beside/words.dll\"\nvoid parley() => Agent.Observe($\"{Word} {Words.Hello}\"); bool episode_done() => true;"),
            ("../beside/word.csx", "static string Word => \"one\";"));
        Words.Emit(Path.Combine(folder.Beside, "deep.dll"), "public static class Deep { public static string Hello => \"deep\"; }");
        Words.Emit(Path.Combine(folder.Beside, "words.dll"), "public static class Words { public static string Hello => Deep.Hello; }", Path.Combine(folder.Beside, "deep.dll"));
        var version = await Kept.StartAsync(folder, options => isAnotherRuntime ? options with { Stamp = AnotherRuntime } : options);
        Directory.Delete(folder.Beside, recursive: true);
        Directory.Delete(folder.Path, recursive: true);

        Assert.That(await Kept.HelloAsync(await Kept.FindAsync(folder, version)), Is.EqualTo("one deep"));
    }

    [Test]
    public async Task VersionOfAnAuthor_IsTheSameForPeopleWhoTalk([Values] bool optimized)
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("hi")));
        var version = await Kept.StartAsync(folder, options => options with { Optimize = !optimized });
        Directory.Delete(folder.Path, recursive: true);

        for (var time = 0; time < 2; time++)
        {
            var module = await Kept.FindAsync(folder, version, options => options with { Optimize = optimized });
            Assert.That(await Kept.HelloAsync(module), Is.EqualTo("hi"));
        }
    }

    [Test]
    public async Task References_AreKeptOnce()
    {
        using var folder = new TaskFolder(("echo.csx", WithWords("one")));
        Words.Compile(Path.Combine(folder.Beside, "words.dll"), "hello");
        await Kept.StartAsync(folder);
        folder.Write("echo.csx", WithWords("two"));
        await Kept.StartAsync(folder);
        var references = Path.Combine(folder.Versions, "references");
        Assert.That(Directory.EnumerateFiles(references, "*", SearchOption.AllDirectories).Count(), Is.EqualTo(1));
        static string WithWords(string word) => $"#r \"../beside/words.dll\"\nvoid parley() => Agent.Observe(Words.Hello + \"{word}\"); bool episode_done() => true;";
    }

    [TestCase("", "SC2042")]
    [TestCase("torn", "SC2042")]
    [TestCase(null, "SC2041")]
    public async Task DamagedOrMissingFile_IsSaidOnce(string? content, string code)
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        var version = await Kept.StartAsync(folder);
        var path = Path.Combine(folder.Versions, $"{version}.zip");
        if (content is null) File.Delete(path);
        else await File.WriteAllTextAsync(path, content);

        var report = await Kept.MissAsync(folder, version);

        Assert.That((report.Kind, report.Diagnostics.Single().Code, report.Diagnostics.Single().Path), Is.EqualTo((CatalogEvent.Lost, code, path)));
    }

    [Test]
    public async Task FileThatIsCutOrFlippedAnywhere_NeverThrows_AndNeverChangesTheVersion()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        var version = await Kept.StartAsync(folder);
        var path = Path.Combine(folder.Versions, $"{version}.zip");
        var whole = await File.ReadAllBytesAsync(path);
        var random = new Random(7);
        var lost = 0;
        for (var round = 0; round < 60; round++)
        {
            var bytes = whole.ToArray();
            if (round % 2 == 0) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            else bytes = bytes[..random.Next(bytes.Length)];
            await File.WriteAllBytesAsync(path, bytes);
            await using var catalog = folder.Keeping();
            if (await catalog.FindAsync(version, CancellationToken.None) is { } module) Assert.That(await Kept.HelloAsync(module), Is.EqualTo("one"));
            else lost++;
        }

        Assert.That(lost, Is.GreaterThanOrEqualTo(30), "all those that were cut at least");
    }

    [TestCase("../../config.toml")]
    [TestCase("")]
    [TestCase("00000000000000000000000000000000")]
    public async Task NameOfNoVersion_IsNotKept(string version)
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));

        var report = await Kept.MissAsync(folder, version);

        Assert.That(report.Diagnostics.Single().Code, Is.EqualTo(ScriptCodes.UnknownVersion.Id));
    }

    [Test]
    public async Task CatalogWithoutAFolderForVersions_HasNone()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")));
        await using var catalog = folder.Catalog();
        await catalog.StartAsync(CancellationToken.None);
        var reports = new List<CatalogReport>();
        catalog.Reported += reports.Add;

        Assert.That(await catalog.FindAsync(catalog.Current!.Version, CancellationToken.None), Is.SameAs(catalog.Current));
        Assert.That(await catalog.FindAsync("other", CancellationToken.None), Is.Null);
        Assert.That(reports.Single().Diagnostics.Single().Code, Is.EqualTo(ScriptCodes.UnknownVersion.Id));
    }

    [Test]
    public async Task VersionThatThisRuntimeCannotLoad_IsSaid_WithTheErrors()
    {
        using var folder = new TaskFolder(("echo.csx", Kept.Says("one")), ("config.toml", TaskFolder.Config("menu", "echo", "[opt.models.bot]\nmodel = \"old\"")));
        var version = await Kept.StartAsync(folder);
        var reports = new List<CatalogReport>();
        await using var catalog = folder.Keeping(options => options with
        {
            Models = (model, _, _, bag) =>
            {
                bag.Add(ModelCodes.UnknownKind, "no such kind", model.Path, model.Line, model.Column);
                return null;
            },
        });
        catalog.Reported += reports.Add;

        Assert.That(await catalog.FindAsync(version, CancellationToken.None), Is.Null);
        Assert.That(reports.Single().Diagnostics.Select(item => item.Code), Is.EqualTo(new[] { "SC6001", "SC2042" }));
    }

    // What another runtime compiled must not even be looked at.
    private static void EmptyImages(TaskFolder folder, string version)
    {
        using var zip = ZipFile.Open(Path.Combine(folder.Versions, $"{version}.zip"), ZipArchiveMode.Update);
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("compiled/", StringComparison.Ordinal)).ToList()) entry.Delete();
    }
}
