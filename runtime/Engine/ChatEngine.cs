using ScriptChat.Diagnostics;
using ScriptChat.Engine.Actors;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Letters;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.Pairing;
using ScriptChat.Engine.People;
using ScriptChat.Messages;

namespace ScriptChat.Engine;

/// <summary>People, pools and conversations, behind the gateway.</summary>
public sealed class ChatEngine : IGateway, IAsyncDisposable
{
    private readonly Surroundings around;
    private readonly Switchboard switchboard;
    private readonly EffectRunner effects;
    private readonly WorkerSlots slots;
    private readonly GateKeeper gate;
    private readonly BlockWatch watch;
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool stopping;

    /// <summary>Makes an engine; it is ready at once.</summary>
    /// <param name="options">What it runs with.</param>
    public ChatEngine(EngineOptions options)
    {
        Options = options;
        effects = new EffectRunner(options.Work, (to, letter) => Post(to, letter));
        around = new Surroundings(options, new Ids(options.Seed, options.Time), effects);
        slots = new WorkerSlots(pool => Post(pool, SlotFreed.Instance), () => Tell<Pool>(PoolsClose.Instance), () => finished.TrySetResult());
        gate = new GateKeeper(options.Time);
        watch = new BlockWatch(options);
        switchboard = new Switchboard(options, Create);
        options.Catalog.Changed += TellOfCatalog;
    }

    /// <summary>What it runs with.</summary>
    public EngineOptions Options { get; }

    /// <summary>How many side effects, model calls and hooks are under way. With none, and no work waiting, nothing happens until
    /// somebody does something or time passes.</summary>
    public int EffectsUnderWay => effects.UnderWay;

    /// <summary>How many threads sit in a world's call that does not come back.</summary>
    public int BlockedThreads => watch.Blocked;

    /// <summary>Ends when the configured number of conversations has been had.</summary>
    public Task Finished => finished.Task;

    /// <summary>How many people, people waiting and conversations there are. Counted when asked.</summary>
    public EngineCounts Counts
    {
        get
        {
            var (people, here, waiting, conversations) = (0, 0, 0, 0);
            foreach (var actor in switchboard.Actors)
            {
                switch (actor)
                {
                    case Person person:
                        people++;
                        if (person.IsHere) here++;
                        break;
                    case Pool pool:
                        waiting += pool.Waiting;
                        break;
                    case Conversation:
                        conversations++;
                        break;
                }
            }

            return new EngineCounts(people, here, waiting, conversations, slots.Running);
        }
    }

    /// <summary>All there are, to look at them.</summary>
    internal IEnumerable<Actor> Actors => switchboard.Actors;

    /// <summary>Makes a service's people reachable. Call before the service brings anybody.</summary>
    /// <param name="service">The service.</param>
    public void Attach(IChatService service) => switchboard.Attach(service);

    /// <inheritdoc />
    public void Receive(PersonId person, Arrival arrival)
    {
        if (switchboard.Send(person, new Envelope(default, 0, new Arrived(arrival)))) return;
        // Nobody of that address: who says hello with a token is unknown, who says more has been told.
        switch (arrival)
        {
            case Connected when stopping:
                switchboard.Deliver(person, [new Refused(arrival.Connection, ServiceCodes.ShuttingDown, ServiceCodes.ShuttingDown.Title + ".")]);
                switchboard.Deliver(person, [new Closing(arrival.Connection, CloseReason.ShuttingDown)]);
                break;
            case Connected:
                switchboard.Deliver(person, [new Refused(arrival.Connection, ServiceCodes.UnknownSession, ServiceCodes.UnknownSession.Title + ".")]);
                break;
            case Said said:
                switchboard.Deliver(person, [new Refused(arrival.Connection, ServiceCodes.UnknownSession, ServiceCodes.UnknownSession.Remedy + ".", said.ClientId)]);
                break;
        }
    }

    /// <summary>Takes nobody new, tells everybody, waits for running task worlds, then ends the rest.</summary>
    /// <param name="grace">How long conversations may go on.</param>
    /// <param name="cancellationToken">Ends the grace.</param>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        stopping = true;
        slots.Stop();
        if (grace > TimeSpan.Zero && slots.Running > 0)
        {
            Tell<Person>(new ServiceStops(grace));
            using var limit = new CancellationTokenSource(grace, Options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await Quiet<Conversation>(actor => actor.Kind == WorldKind.Task, either.Token);
        }

        Tell<Conversation>(new EndNow(WorldOutcome.Stopped));
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(6), Options.Time);
        await Quiet<Conversation>(_ => true, moment.Token);
        Tell<Person>(new ServiceStops(TimeSpan.Zero));
        await Quiet<Person>(_ => true, moment.Token);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Options.Catalog.Changed -= TellOfCatalog;
        switchboard.Dispose();
        watch.Dispose();
        return ValueTask.CompletedTask;
    }

    private Actor? Create(ActorId id, Letter letter) => (id.Kind, letter) switch
    {
        ('p', Arrived { Arrival: Connected { Resume: false } }) when !stopping => new Person(new PersonId(id.Name), around, gate),
        ('q', Enter) => new Pool(new PoolId(id.Name), around, slots),
        ('c', Begin) => new Conversation(new ConversationId(id.Name), around, watch, (self, own) => Post(self, own)),
        _ => null,
    };

    private void Post(ActorId to, Letter letter) => switchboard.Send(to, new Envelope(default, 0, letter));

    private void TellOfCatalog()
    {
        Tell<Person>(CatalogChanged.Instance);
        Tell<Pool>(CatalogChanged.Instance);
    }

    private void Tell<TActor>(Letter letter)
        where TActor : Actor
    {
        // Each on its own: a script that takes its time holds up nobody else.
        foreach (var actor in switchboard.Actors.OfType<TActor>()) Options.Work.Post(() => Post(actor.Id, letter));
    }

    /// <summary>Waits until no actor of a kind is left that a condition holds for, or time is up.</summary>
    private async Task Quiet<TActor>(Func<TActor, bool> counts, CancellationToken cancellationToken)
        where TActor : Actor
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            // It goes on as a piece of work of its own: outside the step that let the actor go, and where whoever does the
            // work by hand sees it.
            var again = new TaskCompletionSource();
            void Look() => Options.Work.Post(() => again.TrySetResult());
            switchboard.Gone += Look;
            await using var over = cancellationToken.Register(Look);
            try
            {
                if (!switchboard.Actors.OfType<TActor>().Any(counts)) return;
                await again.Task;
            }
            finally
            {
                switchboard.Gone -= Look;
            }
        }
    }
}
