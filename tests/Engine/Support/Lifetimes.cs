using Microsoft.Extensions.Time.Testing;
using ScriptChat.Actors.Recorded;
using ScriptChat.Actors.Work;
using ScriptChat.Engine.Options;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>A service that dies and lives again on the same journal, with people whose clients resume and resend as ours do.</summary>
internal sealed class Lifetimes : IChatService
{
    private readonly TestCatalog catalog;
    private readonly Func<EngineOptions, EngineOptions>? change;
    private readonly Dictionary<string, Client> clients = [];
    private ManualWork work = new();
    private TimeSpan passed;
    private ChatEngine engine;

    public Lifetimes(TestCatalog catalog, Func<EngineOptions, EngineOptions>? change = null)
    {
        this.catalog = catalog;
        this.change = change;
        Memory = new MemoryJournal(time: Time);
        Journal = new CutJournal(Memory);
        engine = Begin();
    }

    public string Name => "test";

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public MemoryJournal Memory { get; }

    public CutJournal Journal { get; }

    public TestLog Log { get; } = new();

    public ChatEngine Engine => engine;

    public int Deaths { get; private set; }

    public Client this[string name] => clients.TryGetValue(name, out var client) ? client : clients[name] = new Client(this, new PersonId("test", name));

    /// <summary>Lets time pass. What no record says has passed is lost when the service dies; that much passes again then.</summary>
    public void Pass(double seconds)
    {
        var before = Deaths;
        passed += TimeSpan.FromSeconds(seconds);
        Time.Advance(TimeSpan.FromSeconds(seconds));
        Settle();
        if (Deaths == before) return;
        var last = Memory.ReadLastAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        Time.Advance(passed - (last is { } record ? RecordedStep.Read(record).Running : TimeSpan.Zero));
        Settle();
    }

    public void Settle()
    {
        Run();
        if (!Journal.IsDead) return;
        Restart();
    }

    /// <summary>The process dies and another begins; everybody comes back.</summary>
    public void Restart(bool comeBack = true)
    {
        Deaths++;
        engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Journal.Restart();
        engine = Begin();
        Recover();
        foreach (var client in clients.Values)
        {
            client.Lose();
            if (comeBack && client.WasHere) client.Reconnect();
        }

        Run();
    }

    public void Recover()
    {
        var recovering = engine.RecoverAsync(CancellationToken.None);
        Run();
        if (!recovering.IsCompleted) throw new InvalidOperationException("The recovery waits for something.");
        recovering.GetAwaiter().GetResult();
    }

    public void Deliver(PersonId person, Delivery delivery)
    {
        if (!Journal.Lost) this[person.Value["test:".Length..]].Take(delivery);
    }

    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private void Run()
    {
        work.RunAll();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (engine.EffectsUnderWay > 0)
        {
            work.WaitAsync(patience.Token).GetAwaiter().GetResult();
            work.RunAll();
        }
    }

    private ChatEngine Begin()
    {
        work = new ManualWork();
        var options = new EngineOptions { Catalog = catalog, Journal = Journal, Time = Time, Work = work, Log = Log, Seed = 1 };
        var next = new ChatEngine(change?.Invoke(options) ?? options);
        next.Attach(this);
        return next;
    }

    /// <summary>Somebody with a client that keeps a token, the last number and what was not acknowledged.</summary>
    internal sealed class Client(Lifetimes owner, PersonId id)
    {
        private readonly List<(string Id, string Text)> unacknowledged = [];
        private long connection;
        private bool known;
        private long last;
        private int words;

        /// <summary>Whether they mean to be connected.</summary>
        public bool WasHere { get; private set; }

        /// <summary>All that they were shown and that was acknowledged, in order.</summary>
        public List<string> Transcript { get; } = [];

        public List<Delivery> Deliveries { get; } = [];

        public string? LastText => Transcript.LastOrDefault();

        public Client Enter()
        {
            WasHere = true;
            Reconnect();
            owner.Settle();
            return this;
        }

        public Client Say(string text)
        {
            var word = ($"{id.Value}-{++words}", text);
            unacknowledged.Add(word);
            Bring(new Said(connection, word.Item1, text));
            owner.Settle();
            return this;
        }

        /// <summary>Says several things before anything comes of the first.</summary>
        public Client SayAll(params string[] texts)
        {
            foreach (var text in texts)
            {
                var word = ($"{id.Value}-{++words}", text);
                unacknowledged.Add(word);
                Bring(new Said(connection, word.Item1, text));
            }

            owner.Settle();
            return this;
        }

        public Client Leave()
        {
            WasHere = false;
            var at = connection;
            connection = 0;
            owner.Engine.Receive(id, new Leaves(at));
            owner.Settle();
            return this;
        }

        public Client Disconnect()
        {
            WasHere = false;
            var at = connection;
            connection = 0;
            owner.Engine.Receive(id, new Disconnected(at));
            owner.Settle();
            return this;
        }

        /// <summary>A refreshed page: the client has its token and nothing else.</summary>
        public void Forget()
        {
            Transcript.Clear();
            last = 0;
            connection = ConnectionIds.Next();
            Bring(new Connected(connection, Resume: true, null, Keeps: true, Opens: true));
            owner.Settle();
        }

        public void Lose() => connection = 0;

        /// <summary>They left for good; whoever has the address next is somebody new.</summary>
        public Client Anew()
        {
            known = false;
            last = 0;
            return this;
        }

        public void Reconnect()
        {
            connection = ConnectionIds.Next();
            Bring(new Connected(connection, Resume: known, known ? last : null, Keeps: true, Opens: true));
            foreach (var (wordId, text) in unacknowledged) Bring(new Said(connection, wordId, text));
        }

        public void Take(Delivery delivery)
        {
            if (delivery.Connection != connection) return;
            Deliveries.Add(delivery);
            switch (delivery)
            {
                case Welcomed:
                    known = true;
                    break;
                case Shown shown:
                    if (shown.Seq != last + 1) throw new InvalidOperationException($"{id}: {shown.Seq} came after {last}");
                    last = shown.Seq;
                    Transcript.Add(shown.Message.Text);
                    break;
                case Acknowledged acknowledged:
                    unacknowledged.RemoveAll(word => word.Id == acknowledged.ClientId);
                    break;
                case Struck struck:
                    Transcript.Add($"~ {struck.From}");
                    break;
                case Refused refused:
                    Transcript.Add($"! {refused.Code.Id}");
                    break;
            }
        }

        private void Bring(Arrival arrival) => owner.Engine.Receive(id, arrival);
    }
}
