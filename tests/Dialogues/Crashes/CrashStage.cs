using ScriptChat.Actors.Recorded;
using ScriptChat.Actors.Work;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Results;
using ScriptChat.Engine;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.Tests.Support;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Dialogues.Tests.Crashes;

/// <summary>An engine that dies after so many records. Another goes on with what the journal kept, and everybody's client comes back
/// to it. A new engine's clock starts where the last record was; time that no record knows of passes again.</summary>
internal sealed class CrashStage : IStage, IChatService
{
    private readonly Dictionary<PersonId, CrashClient> clients = [];
    private readonly MemoryJournal memory = new();
    private readonly StagedCatalog catalog;
    private readonly Dialogue dialogue;
    private readonly DialogueService service;
    private readonly PlayOptions options;
    private readonly Queue<int> deaths;
    private readonly FailureWatch failures;
    private VirtualClock clock = null!;
    private ManualWork work = null!;
    private ChatEngine engine = null!;
    private TimeSpan before;
    private TimeSpan reached;

    /// <param name="module">The task's version.</param>
    /// <param name="dialogue">What is played.</param>
    /// <param name="options">What it is played with.</param>
    /// <param name="service">The people.</param>
    /// <param name="deaths">After how many records, counted from the first life on, a process dies.</param>
    public CrashStage(WorldModule module, Dialogue dialogue, PlayOptions options, DialogueService service, IEnumerable<int> deaths)
    {
        (this.dialogue, this.options, this.service) = (dialogue, options, service);
        this.deaths = new Queue<int>(deaths);
        failures = new FailureWatch(options.Log);
        catalog = new StagedCatalog(module);
        Journal = new CutJournal(memory);
        foreach (var name in dialogue.People) clients.Add(service.SeatOf(name).Person, new CrashClient(service.SeatOf(name)));
        Begin();
    }

    public string Name => service.Name;

    public CutJournal Journal { get; }

    public ChatEngine Engine => engine;

    public int Deaths { get; private set; }

    public IReadOnlyDictionary<PersonId, CrashClient> Clients => clients;

    private TimeSpan Passed => before + clock.Passed;

    public void Receive(PersonId person, Arrival arrival)
    {
        clients[person].Bring(arrival);
        engine.Receive(person, arrival);
    }

    public void Deliver(PersonId person, Delivery delivery)
    {
        if (Journal.Lost || delivery.Connection != service.SeatOf(person.Value[(Name.Length + 1)..]).Connection) return;
        clients[person].Take(delivery);
        service.Deliver(person, delivery);
    }

    /// <summary>A world that failed in a step that was lost fails again in the next life.</summary>
    public IReadOnlyList<SeenFailure> TakeFailures() => [.. failures.Take().Distinct()];

    public void SetReady(bool ready) => catalog.SetReady(ready);

    public void Stop(TimeSpan grace) => throw new NotSupportedException("A service that stops does not come back.");

    public async ValueTask<string?> SettleAsync(CancellationToken cancellationToken)
    {
        var trouble = await RunAsync(cancellationToken);
        while (trouble is null && Journal.IsDead) trouble = await LiveAgainAsync(cancellationToken);
        return trouble;
    }

    public async ValueTask<string?> PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var until = Passed + time;
        // A death sets the clock back to the last record, and lets it go on to where it was.
        while (clock.Step(until - before))
        {
            if (await SettleAsync(cancellationToken) is { } trouble) return trouble;
        }

        return await SettleAsync(cancellationToken);
    }

    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private void Begin()
    {
        if (deaths.TryDequeue(out var next)) Journal.DiesAfter = next;
        clock = new VirtualClock(dialogue.Clock + before);
        work = new ManualWork();
        engine = new ChatEngine(new EngineOptions
        {
            Catalog = catalog,
            Journal = Journal,
            Time = clock,
            Work = work,
            Log = failures,
            Seed = dialogue.Seed,
            Password = dialogue.Password,
        });
        engine.Attach(this);
    }

    private async ValueTask<string?> LiveAgainAsync(CancellationToken cancellationToken)
    {
        if (Passed > reached) reached = Passed;
        Deaths++;
        await engine.DisposeAsync();
        Journal.Restart();
        before = await memory.ReadLastAsync(cancellationToken) is { } record ? RecordedStep.Read(record).Running : TimeSpan.Zero;
        Begin();
        var recovering = engine.RecoverAsync(cancellationToken);
        if (await RunAsync(cancellationToken) is { } trouble) return trouble;
        if (!recovering.IsCompleted) return "the recovery waits for something";
        await recovering;
        foreach (var (person, client) in clients)
        {
            if (client.Reconnect() is { } connected) engine.Receive(person, connected);
        }

        trouble = await RunAsync(cancellationToken);
        while (trouble is null && !Journal.IsDead && clock.Step(reached - before)) trouble = await RunAsync(cancellationToken);
        if (trouble is not null || Journal.IsDead) return trouble;
        foreach (var (person, client) in clients)
        {
            foreach (var arrival in client.Again()) engine.Receive(person, arrival);
        }

        return await RunAsync(cancellationToken);
    }

    private async ValueTask<string?> RunAsync(CancellationToken cancellationToken)
    {
        work.RunAll();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.SettleLimit);
        try
        {
            while (engine.EffectsUnderWay > 0)
            {
                await work.WaitAsync(patience.Token);
                work.RunAll();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "a side effect does not end";
        }

        return null;
    }
}
