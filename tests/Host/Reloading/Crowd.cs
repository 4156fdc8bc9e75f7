using System.Collections.Concurrent;
using System.Threading.Channels;
using ScriptChat.Engine;
using ScriptChat.Engine.Options;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Scripting;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Host.Tests.Reloading;

/// <summary>A catalog and an engine in this process, and people who talk without any wire.</summary>
internal sealed class Crowd : IChatService
{
    private readonly ConcurrentDictionary<PersonId, Channel<string>> people = new();
    private readonly Channel<CatalogReport> reports = Channel.CreateUnbounded<CatalogReport>();
    private readonly MemoryJournal journal = new(keeps: false);
    private readonly ChatEngine engine;
    private int last;

    public Crowd(string folder)
    {
        Catalog = new TaskCatalog(folder, new CatalogOptions { Models = (_, _, _, _) => null });
        Catalog.Reported += report => reports.Writer.TryWrite(report);
        engine = new ChatEngine(new EngineOptions { Catalog = Catalog, Journal = journal });
        engine.Attach(this);
    }

    public string Name => "crowd";

    public TaskCatalog Catalog { get; }

    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The next time that a version goes live.</summary>
    public async Task<CatalogReport> LiveAsync()
    {
        while (true)
        {
            var report = await reports.Reader.ReadAsync().Soon();
            Assert.That(report.Kind, Is.Not.EqualTo(CatalogEvent.Broken), string.Join('\n', report.Diagnostics));
            if (report.Kind == CatalogEvent.Live) return report;
        }
    }

    /// <summary>Somebody new comes; gives them and the first that they see.</summary>
    public async Task<(Visitor Visitor, string First)> ComeAsync()
    {
        var visitor = new Visitor(new PersonId(Name, $"{++last}"), ConnectionIds.Next());
        people[visitor.Person] = Channel.CreateUnbounded<string>();
        engine.Receive(visitor.Person, new Connected(visitor.Connection, Resume: false, LastSeen: null, Keeps: false, Opens: true));
        return (visitor, await SeesAsync(visitor));
    }

    public async Task<string> AskAsync(Visitor visitor, string text)
    {
        engine.Receive(visitor.Person, new Said(visitor.Connection, null, text));
        return await SeesAsync(visitor);
    }

    /// <summary>Leaves, and waits until the goodbye is over.</summary>
    public async Task LeaveAsync(Visitor visitor)
    {
        engine.Receive(visitor.Person, new Leaves(visitor.Connection));
        await foreach (var _ in people[visitor.Person].Reader.ReadAllAsync()) { }
        people.TryRemove(visitor.Person, out _);
    }

    public void Deliver(PersonId person, Delivery delivery)
    {
        if (!people.TryGetValue(person, out var inbox)) return;
        if (delivery is Shown shown) inbox.Writer.TryWrite(shown.Message.Text);
        if (delivery is Refused refused) inbox.Writer.TryWrite($"refused: {refused.Text}");
        if (delivery is Closing) inbox.Writer.TryComplete();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        await Catalog.DisposeAsync();
        await journal.DisposeAsync();
    }

    private Task<string> SeesAsync(Visitor visitor) => people[visitor.Person].Reader.ReadAsync().Soon();

    internal sealed record Visitor(PersonId Person, long Connection);
}
