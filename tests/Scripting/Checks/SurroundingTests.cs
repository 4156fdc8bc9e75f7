using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests.Checks;

/// <summary>Where code runs decides what it may do.</summary>
[TestFixture]
internal sealed class SurroundingTests
{
    [Test]
    public Task Effect_MayDoWhatAConversationMayNot() => Marked.WorldAsync("""
        using System.Net.Http;
        async Task parley()
        {
            var address = "http://localhost/" + Agent.Index;
            var a = await Context.OnceAsync("fetch", async (key, stop) =>
            {
                using var http = new HttpClient();
                await Task.Delay(10, stop).ConfigureAwait(false);
                var late = DateTime.UtcNow.Hour + Random.Shared.Next() + new Stopwatch().ElapsedTicks;
                await Task.Run(() => File.WriteAllText("a", key));
                return await http.GetStringAsync(address) + late;
            });
            var b = await Context.OnceAsync("id", delegate (string key, CancellationToken stop) { return Task.FromResult(Guid.NewGuid()); });
            var c = await Context.OnceAsync("sleep", async (key, stop) => { Thread.Sleep(1); return 1; }); // SC2116
            await Fake.OnceAsync(async () => DateTime.Now); // SC2101
            var d = DateTime.Now; // SC2101
        }
        static class Fake { public static Task OnceAsync(Func<Task<DateTime>> work) => work(); }
        """);

    [Test]
    public Task Effect_ThatTouchesTheWorld_IsAnError() => Marked.WorldAsync("""
        async Task parley()
        {
            var robin = Agents[0];
            var bot = Models["bot"].CreateAgent();
            await Context.OnceAsync("a", async (key, stop) => { Agent.Observe("hi"); return 1; }); // SC2114
            await Context.OnceAsync("b", async (key, stop) => (await robin.ActAsync()).Text); // SC2114
            await Context.OnceAsync("c", async (key, stop) => Context.Random.Next()); // SC2114
            await Context.OnceAsync("d", async (key, stop) => await bot.ActAsync()); // SC2114
            await Context.OnceAsync("e", async (key, stop) => Agents.Select(one => 1).Sum()); // SC2114
            await Context.OnceAsync("f", WorkAsync);
            await Context.OnceAsync("g", async (key, stop) =>
                JsonSerializer.Serialize(robin.DisplayId + robin.PersonId + Context.ConversationId + Agents.Count + Opt.Get("a", ""), Context.Json));
            var told = robin.Data.Get("a", "");
            await Context.OnceAsync("h", async (key, stop) => told + Context.Module.Get("a", ""));
        }
        Task<int> WorkAsync(string key, CancellationToken stop)
        {
            Context.Save(key); // SC2114
            return Task.FromResult(1);
        }
        """);

    [Test]
    public async Task Functions_ThatOnlyEffectsAndInitializingUse_AreApartToo()
    {
        using var folder = new TaskFolder(
            ("api.csx", """
                static class Api
                {
                    public static async Task<string> FetchAsync(string name) => await ReadAsync(name) + Stamp;
                    public static string Both() => File.ReadAllText("b"); // SC2108
                    public static string Nobody() => File.ReadAllText("n"); // SC2108
                    static async Task<string> ReadAsync(string name) => name == "" ? await ReadAsync("a") : await File.ReadAllTextAsync(name);
                    static string Stamp => DateTime.UtcNow.ToString("O");
                }
                static string[] Load() => File.ReadAllLines("words.txt");
                static object module_initialize() => new { words = Load(), at = DateTime.UtcNow };
                """),
            ("echo.csx", """
                async Task parley()
                {
                    await Context.OnceAsync("a", (key, stop) => Api.FetchAsync(key));
                    await Context.OnceAsync("b", (key, stop) => Task.FromResult(Api.Both()));
                    await Context.OnceAsync("c", WorkAsync);
                    Api.Both();
                    Loop(1);
                }
                static async Task<string> WorkAsync(string key, CancellationToken stop) => await File.ReadAllTextAsync(key, stop);
                static int Loop(int n) => n == 0 ? DateTime.Now.Hour : Back(n); // SC2101
                static int Back(int n) => Loop(n - 1) + DateTime.Now.Hour; // SC2101
                static bool eligibility(AgentState state) => DateTime.UtcNow.Hour < 12;
                bool episode_done() => true;
                """));

        await Marked.CheckAsync(folder);
    }

    [Test]
    public Task ModelScript_MayTellTheTimeAndReadFiles_ButNotBlock() => Marked.ModelAsync("""
        async Task<string> respond(ModelRequest request)
        {
            await Task.Delay(1).ConfigureAwait(false);
            Thread.Sleep(1); // SC2116
            var a = Task.FromResult(1).Result; // SC2115
            foreach (var one in new HashSet<string>()) { }
            return $"{DateTime.Now} {Guid.NewGuid()} {Random.Shared.Next()} {File.Exists("a")} {"a".GetHashCode()}";
        }
        """);

    [Test]
    public Task Pragma_SilencesWarnings_ButNoErrors() => Marked.ParleyAsync("""
        #pragma warning disable SC2101
        var a = DateTime.Now;
        var b = Guid.NewGuid(); // SC2102
        #pragma warning restore SC2101
        var c = DateTime.Now; // SC2101
        #pragma warning disable
        var d = DateTime.Now + Task.Delay(1).ToString();
        #pragma warning restore
        #pragma warning disable SC2116
        Thread.Sleep(1); // SC2116
        """);

    [Test]
    public async Task LoadedFile_IsLookedAtUnderItsOwnName_AndOnce()
    {
        using var folder = new TaskFolder(
            ("clock.csx", "string Hour() => DateTime.Now.ToString(); // SC2101"),
            ("echo.csx", "#load \"clock.csx\"\nvoid parley() => Agent.Observe(Hour());\nbool episode_done() => true;"),
            ("other.csx", "#load \"clock.csx\"\nvoid parley() => Agent.Observe(Hour());\nbool episode_done() => true;"));

        await Marked.CheckAsync(folder);
    }

    [Test]
    public async Task Warnings_AtAStartFromTheCache_AreSaidAgain()
    {
        using var folder = new TaskFolder(("echo.csx", "void parley() => Agent.Observe($\"{DateTime.Now}\");\nbool episode_done() => true;"));
        await using (var first = folder.Catalog(cached: true)) await first.StartAsync(CancellationToken.None);
        await using var second = folder.Catalog(cached: true);

        var report = await second.StartAsync(CancellationToken.None);

        Assert.That(report.FromCache, Is.True);
        Assert.That(report.Diagnostics.Select(item => item.ToString()), Has.One.StartsWith($"{folder.At("echo.csx")}(1,35): warning SC2101: "));
    }
}
