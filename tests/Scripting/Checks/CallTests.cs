namespace ScriptChat.Scripting.Tests.Checks;

/// <summary>What scripts call and make.</summary>
[TestFixture]
internal sealed class CallTests
{
    [Test]
    public Task Time_OtherThanTheContexts_IsFound() => Marked.ParleyAsync("""
        var a = DateTime.Now; // SC2101
        var b = DateTime.UtcNow.Date; // SC2101
        var c = System.DateTime.Today; // SC2101
        var d = DateTimeOffset.Now; // SC2101
        var e = global::System.DateTimeOffset.UtcNow; // SC2101
        var f = Stopwatch.StartNew(); // SC2101
        var g = new Stopwatch(); // SC2101
        var h = Stopwatch.GetTimestamp(); // SC2101
        var i = Environment.TickCount64 + Environment.TickCount; // SC2101, SC2101
        var j = TimeProvider.System.GetUtcNow(); // SC2101
        Func<DateTime> k = () => DateTime.Now; // SC2101
        var l = Context.Now.AddDays(1);
        var m = DateTime.UnixEpoch;
        var n = nameof(DateTime.Now);
        var o = new DateTime(2025, 1, 1);
        """);

    [Test]
    public Task Chance_OtherThanTheContexts_IsFound() => Marked.ParleyAsync("""
        var a = Random.Shared.Next(); // SC2103
        var b = new Random(); // SC2103
        Random c = new(); // SC2103
        var d = System.Security.Cryptography.RandomNumberGenerator.GetInt32(6); // SC2103
        var e = Guid.NewGuid(); // SC2102
        var f = Guid.CreateVersion7(); // SC2102
        Func<Guid> g = Guid.NewGuid; // SC2102
        var h = Context.Random.Next(6);
        var i = new Random(1);
        Random j = new(2);
        var k = Context.NewId();
        var l = Guid.Parse("00000000-0000-0000-0000-000000000000");
        """);

    [Test]
    public Task WaitsAndThreads_NotRecorded_AreFound() => Marked.ParleyAsync("""
        await Task.Delay(1); // SC2104
        using var a = new CancellationTokenSource(1000); // SC2105
        a.CancelAfter(1000); // SC2105
        using var b = new PeriodicTimer(TimeSpan.FromSeconds(1)); // SC2105
        using var c = new Timer(_ => { }); // SC2105
        using var d = new System.Timers.Timer(1000); // SC2105
        await Task.CompletedTask.WaitAsync(TimeSpan.FromSeconds(1)); // SC2105
        await Task.Run(() => { }); // SC2106
        await Task.Factory.StartNew(() => { }); // SC2106
        await Task.CompletedTask.ContinueWith(_ => { }); // SC2106
        var e = new Thread(() => { }); // SC2106
        ThreadPool.QueueUserWorkItem(_ => { }); // SC2106
        Parallel.For(0, 3, _ => { }); // SC2106
        var f = new[] { 1 }.AsParallel(); // SC2106
        using var g = new CancellationTokenSource();
        await Task.CompletedTask.WaitAsync(g.Token);
        await Context.DelayAsync(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Task.CompletedTask, Task.CompletedTask);
        await Task.Yield();
        """);

    [Test]
    public Task ConfigureAwait_WithoutTheContext_IsFound() => Marked.ParleyAsync("""
        await Task.CompletedTask.ConfigureAwait(false); // SC2107
        await Task.FromResult(1).ConfigureAwait(continueOnCapturedContext: false); // SC2107
        await new ValueTask<int>(1).ConfigureAwait(false); // SC2107
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.None); // SC2107
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // SC2107
        await Task.CompletedTask.ConfigureAwait(true);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext);
        """);

    [Test]
    public Task Outside_WithoutAnEffect_IsFound() => Marked.WorldAsync("""
        using System.Net.Http;
        using System.Net.Http.Json;
        static readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(3) };
        async Task parley()
        {
            var a = File.ReadAllText("a"); // SC2108
            await File.WriteAllTextAsync("a", "b"); // SC2108
            var b = Directory.Exists("a"); // SC2108
            using var c = new FileStream("a", FileMode.Open); // SC2108
            using var d = new StreamReader("a"); // SC2108
            var e = await http.GetStringAsync("http://localhost"); // SC2108
            var f = await http.GetFromJsonAsync<int>("http://localhost"); // SC2108
            var g = Process.Start("ls"); // SC2108
            var h = Environment.GetEnvironmentVariable("HOME"); // SC2108
            var i = new FileInfo("a").Length; // SC2108
            using var j = new StreamReader(new MemoryStream());
            var k = Path.Combine("a", "b");
            var l = new FileInfo("a").Name;
            var m = http.BaseAddress;
            var n = Environment.NewLine;
        }
        """);

    [Test]
    public Task Blocking_OnTasks_IsAnError() => Marked.ParleyAsync("""
        var one = Task.FromResult(1);
        var a = one.Result; // SC2115
        one.Wait(); // SC2115
        var b = one.GetAwaiter().GetResult(); // SC2115
        one.ConfigureAwait(true).GetAwaiter().GetResult(); // SC2115
        var c = new ValueTask<int>(1).Result; // SC2115
        new ValueTask(one).GetAwaiter().GetResult(); // SC2115
        Task.WaitAll(one, one); // SC2115
        Task.WaitAny(one); // SC2115
        Thread.Sleep(10); // SC2116
        System.Threading.Thread.Sleep(TimeSpan.Zero); // SC2116
        var d = (Result: 1, Wait: 2).Result;
        var e = await one;
        """);

    [Test]
    public Task OtherNames_HideNothing() => Marked.WorldAsync("""
        using static System.DateTime;
        using static System.IO.File;
        using static System.Threading.Thread;
        using Chance = System.Random;
        using Clock = System.DateTimeOffset;
        using static System.Threading.Tasks.Task;
        async Task parley()
        {
            var a = Now; // SC2101
            var b = ReadAllLines("a"); // SC2108
            var c = new Chance(); // SC2103
            var d = Chance.Shared; // SC2103
            var e = Clock.UtcNow; // SC2101
            Sleep(1); // SC2116
            await Delay(1); // SC2104
            await Run(() => { }); // SC2106
        }
        """);

    [Test]
    public Task OwnTypes_OfTheSameNames_AreNotMeant() => Marked.WorldAsync("""
        class Random { public static Random Shared => new(); public int Next() => 4; }
        static class DateTime { public static int Now => 12; }
        static class File { public static string ReadAllText(string path) => path; }
        class Job { public int Result => 1; public void Wait() { } public static void Run() { } public static void Delay(int time) { } }
        class HashSet<T> : List<T>;
        class Guid { public static Guid NewGuid() => new(); }
        void parley()
        {
            var a = new Random().Next() + Random.Shared.Next() + DateTime.Now + new Job().Result;
            new Job().Wait();
            Job.Run();
            Job.Delay(1);
            var b = File.ReadAllText("a");
            var c = Guid.NewGuid();
            foreach (var one in new HashSet<int>()) { }
        }
        """);

    [Test]
    public async Task Finding_ItsWords_NameThePlaceAndWhatToDo()
    {
        using var folder = new Fakes.TaskFolder(("echo.csx", "void parley()\n{\n    var late = System.DateTime.Now.Hour;\n}\nbool episode_done() => true;"));

        var report = await folder.CheckAsync();

        Assert.That(report.Diagnostics.Single(item => item.Code == "SC2101").ToString(), Is.EqualTo(
            $"{folder.At("echo.csx")}(3,16): warning SC2101: 'DateTime.Now' is not the recorded time: a conversation that is rebuilt would see another; use Context.Now"));
    }
}
