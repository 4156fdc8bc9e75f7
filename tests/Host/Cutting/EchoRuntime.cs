using System.Collections.Concurrent;
using ScriptChat.Engine;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Journal;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Host.Tests.Cutting;

/// <summary>Engine, websocket service and web server in this process, with a world that answers each word by one to three
/// messages, after a first one that says that it is there, and notes what it took and told.</summary>
internal sealed class EchoRuntime : IAsyncDisposable
{
    /// <summary>What the world says first.</summary>
    public const string Ready = "ready";

    private readonly ConcurrentDictionary<string, (List<string> Taken, List<string> Told)> notes = new();
    private readonly ChatEngine engine;
    private readonly WebSocketService service;
    private WebHost? host;

    private EchoRuntime(WebSocketLimits limits)
    {
        var catalog = new TestCatalog()
            .World("Menu", static _ => Task.FromResult<string?>("echo"))
            .World("Echo", PlayAsync)
            .Task(new TaskEntry { Name = "echo", TaskWorld = "Echo" })
            .Publish();
        engine = new ChatEngine(new EngineOptions { Catalog = catalog, Journal = new MemoryJournal(keeps: false) });
        service = new WebSocketService(new WebSocketSettings { Limits = limits });
        engine.Attach(service);
    }

    public int Port => host!.Address.Port;

    public Uri Address => At(Port);

    public static Uri At(int port) => new($"ws://127.0.0.1:{port}{WebSocketService.Path}");

    public static async Task<EchoRuntime> StartAsync(WebSocketLimits limits)
    {
        var runtime = new EchoRuntime(limits);
        await runtime.service.StartAsync(runtime.engine, CancellationToken.None);
        runtime.host = await WebHost.StartAsync(new WebOptions { Port = 0 }, [runtime.service]);
        return runtime;
    }

    /// <summary>What it took from somebody, in order.</summary>
    public IReadOnlyList<string> Taken(string name) => notes[name].Taken;

    /// <summary>What it told somebody, in order.</summary>
    public IReadOnlyList<string> Told(string name) => notes[name].Told;

    /// <summary>How many messages so many words are answered by.</summary>
    public static int Answers(int words) => Enumerable.Range(0, words).Sum(AnswersTo);

    public async ValueTask DisposeAsync()
    {
        await engine.StopAsync(TimeSpan.Zero, CancellationToken.None);
        await service.StopAsync(CancellationToken.None);
        await host!.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        await service.DisposeAsync();
        await engine.DisposeAsync();
    }

    private static int AnswersTo(int word) => (word % 3) + 1;

    private async Task<string?> PlayAsync(WorldContext context)
    {
        // Who speaks before the world is there speaks to nobody.
        context.Agent.Observe(new Message { Id = "Echo", Text = Ready });
        for (var word = 0; ; word++)
        {
            var act = await context.Agent.ActAsync();
            var (taken, told) = notes.GetOrAdd(act.Text.Split(' ')[0], static _ => ([], []));
            taken.Add(act.Text);
            for (var i = 0; i < AnswersTo(word); i++)
            {
                // Long and short, so that cuts fall into the middle of frames and between them.
                var text = $"{act.Text}: {i} {new string('x', word * 37 % 400)}";
                told.Add(text);
                context.Agent.Observe(new Message { Id = "Echo", Text = text });
            }
        }
    }
}
