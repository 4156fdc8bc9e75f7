using System.Security.Cryptography;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests.Debugging;

/// <summary>A debugger stops where the author set a breakpoint: at their files, lines and columns, and never in what was put in.</summary>
[TestFixture]
internal sealed class BreakpointTests
{
    private static readonly Guid Sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    private const string FileWorld = """
        #!/usr/bin/env runtime
        #load "shared/greet.csx"
        var left = 2;

        async Task parley()
        {
            foreach (var name in new[] { "Ann", "Bob" })
            {
                var act = await Agent.ActAsync();
                Agent.Observe(Greet(name, act.Text));
            }

            while (left > 0) left--;
        }

        bool episode_done() => left == 0;
        """;

    private const string Loaded = """
        string Greet(string name, string words)
        {
            if (words.Length == 0) return name;
            return $"{name}: {words}";
        }
        """;

    private const string ClassWorld = """
        public class Counting(WorldContext context) : World(context)
        {
            private int count;

            public override async Task Parley()
            {
                for (var i = 0; i < 3; i++) count += Twice(i);
                Agent.Observe($"{count}"); await Agent.ActAsync();
            }

            public override bool EpisodeDone() => count > 5;

            private static int Twice(int x) => x * 2;
        }
        """;

    [Test]
    public async Task Documents_AreTheFilesAsTheyAreOnDisk()
    {
        using var folder = Folder();
        var found = (await DebugInformation.OfAsync(folder)).Documents.Where(document => document.Path.Length > 0).DistinctBy(document => document.Path).ToList();

        Assert.That(found.Select(document => document.Path), Is.EquivalentTo(new[] { folder.At("echo.csx"), folder.At("menu.csx"), folder.At("worlds.csx"), folder.At("shared/greet.csx") }));
        foreach (var document in found)
        {
            // With another hash a debugger says that the source has changed, and sets no breakpoint.
            Assert.That((document.Algorithm, document.Hash), Is.EqualTo((Sha256, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(document.Path))))), document.Path);
        }
    }

    [Test]
    public async Task FileWorld_StopsAtEachStatement()
    {
        using var folder = Folder();
        var found = await DebugInformation.OfAsync(folder);

        Assert.That(found.StopsIn(folder.At("echo.csx"), "<parley>"), Is.EqualTo(new[]
        {
            "{", "foreach", "new[] { \"Ann\", \"Bob\" }", "var name", "{", "var act = await Agent.ActAsync();", "Agent.Observe(Greet(name, act.Text));", "}",
            "in", "left--;", "while (left > 0)", "}",
        }));
        Assert.That(found.StopsIn(folder.At("echo.csx"), "episode_done"), Is.EqualTo(new[] { "left == 0;" }));
        // A variable at the top stops at what it is set to.
        Assert.That(found.StopsIn(folder.At("echo.csx"), "<Initialize>"), Does.Contain("2"));
    }

    [Test]
    public async Task LoadedFile_StopsAtItsOwnLines()
    {
        using var folder = Folder();

        Assert.That((await DebugInformation.OfAsync(folder)).StopsIn(folder.At("shared/greet.csx"), "Greet"), Is.EqualTo(new[]
        {
            "{", "if (words.Length == 0)", "return name;", "return $\"{name}: {words}\";", "}",
        }));
    }

    [Test]
    public async Task ClassWorld_StopsAtEachStatement()
    {
        using var folder = Folder();
        var found = await DebugInformation.OfAsync(folder);

        Assert.That(found.StopsIn(folder.At("worlds.csx"), "<Parley>"), Is.EqualTo(new[]
        {
            "{", "var i = 0", "count += Twice(i);", "i++", "i < 3", "Agent.Observe($\"{count}\");", "await Agent.ActAsync();", "}",
        }));
        Assert.That(found.StopsIn(folder.At("worlds.csx"), "EpisodeDone"), Is.EqualTo(new[] { "count > 5;" }));
        Assert.That(found.StopsIn(folder.At("worlds.csx"), "Twice"), Is.EqualTo(new[] { "x * 2;" }));
    }

    [Test]
    public async Task Checks_AreHidden()
    {
        using var folder = Folder();
        var found = await DebugInformation.OfAsync(folder);

        Assert.That(found.Points.Where(point => point.Text.Contains("WorldGuard", StringComparison.Ordinal)), Is.Empty);
        // The compiler lets a file's own initialization end at the file as a whole; it is over before the world begins.
        var nowhere = found.Points.Where(point => point.Text.Contains(DebugInformation.Nowhere, StringComparison.Ordinal));
        Assert.That(nowhere.Where(point => !point.Function.Contains("<Initialize>", StringComparison.Ordinal)), Is.Empty);
        // One at the function's entry, one in each loop, at least.
        Assert.That(found.Points.Count(point => point.IsHidden && point.Function.Contains("<parley>", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(3));
        Assert.That(found.Points.Count(point => point.IsHidden && point.Function.EndsWith(".Twice", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(1));
    }

    private static TaskFolder Folder() => new(("echo.csx", FileWorld), ("shared/greet.csx", Loaded), ("worlds.csx", ClassWorld));
}
