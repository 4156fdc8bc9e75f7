using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Actors.Work;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Around;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.Pairing;
using ScriptChat.Engine.People;
using ScriptChat.Engine.Recovery;
using ScriptChat.Messages;

namespace ScriptChat.Engine;

/// <summary>People, pools and conversations, behind the gateway.</summary>
public sealed class ChatEngine : IGateway, IAsyncDisposable
{
    private readonly Ids ids;
    private readonly EffectRunner effects;
    private readonly GateKeeper gate;
    private readonly BlockWatch watch;
    private readonly ArrivalGate arrivals;
    private readonly Follower follower;
    private readonly CancellationTokenSource disposing = new();
    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Era era;
    private volatile bool stopping;
    private volatile bool failing;
    private int healing;

    /// <summary>Makes an engine; it is ready at once.</summary>
    /// <param name="options">What it runs with.</param>
    public ChatEngine(EngineOptions options)
    {
        Options = options;
        effects = new EffectRunner(options.Work, (to, letter) => era!.Post(to, letter));
        ids = new Ids(options.Seed, options.Time, options.Journal.Run);
        gate = new GateKeeper(options.Time);
        watch = new BlockWatch(options);
        arrivals = new ArrivalGate(Bring);
        follower = new Follower(options, effects);
        era = NewEra(TimeSpan.Zero);
        options.Catalog.Changed += TellOfCatalog;
    }

    /// <summary>What it runs with.</summary>
    public EngineOptions Options { get; }

    /// <summary>How many side effects, model calls and hooks are under way. With none, and no work waiting, nothing happens until
    /// somebody does something or time passes.</summary>
    public int EffectsUnderWay => effects.UnderWay;

    /// <summary>How many threads sit in a world's call that does not come back.</summary>
    public int BlockedThreads => watch.Blocked;

    /// <summary>Ends when the configured number of conversations has been had, in this run or before it.</summary>
    public Task Finished => finished.Task;

    /// <summary>How many people, people waiting and conversations there are. Counted when asked.</summary>
    public EngineCounts Counts
    {
        get
        {
            var (people, here, waiting, conversations) = (0, 0, 0, 0);
            foreach (var actor in era.Switchboard.Actors)
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

            return new EngineCounts(people, here, waiting, conversations, era.Slots.Running);
        }
    }

    private int Workers => Options.Work is PooledWork ? Environment.ProcessorCount : 1;

    /// <summary>What there is now: until a step can't be stored.</summary>
    internal Era Now => era;

    /// <summary>What conversations are given that are made for themselves.</summary>
    internal Ids Ids => ids;

    /// <summary>All there are, to look at them.</summary>
    internal IEnumerable<Actor> Actors => era.Switchboard.Actors;

    /// <summary>Makes a service's people reachable. Call before the service brings anybody.</summary>
    /// <param name="service">The service.</param>
    public void Attach(IChatService service) => era.Switchboard.Attach(service);

    /// <summary>Takes up what the journal knows of the time before: people and lines first, then the conversations, those that
    /// somebody wants before the others. What services bring meanwhile waits. Call it before they bring anybody.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Ends when all is as it was.</returns>
    public Task RecoverAsync(CancellationToken cancellationToken)
    {
        arrivals.Close();
        return effects.Count(() => RecoverAsync(isNewRun: true, cancellationToken));
    }

    /// <inheritdoc />
    public void Receive(PersonId person, Arrival arrival)
    {
        if (failing && arrival is Said said)
        {
            // Not taken, so that the client may send it again.
            era.Switchboard.Refuse(person, said);
            return;
        }

        if (!arrivals.Keep(person, arrival)) Bring(person, arrival);
    }

    private void Bring(PersonId person, Arrival arrival)
    {
        var switchboard = era.Switchboard;
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

    /// <summary>Takes nobody new, tells everybody, and stops. Where the service goes on later, all stay where they are; else
    /// running task worlds are waited for, and then the rest is ended.</summary>
    /// <param name="grace">How long conversations may go on, where they can't go on later.</param>
    /// <param name="cancellationToken">Ends the grace.</param>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        stopping = true;
        var isOver = finished.Task.IsCompleted;
        if (Options.GoesOnAfterStop && !isOver)
        {
            await SuspendAsync();
            return;
        }

        era.Slots.Stop();
        if (grace > TimeSpan.Zero && era.Slots.Running > 0)
        {
            era.Tell<Person>(new ServiceStops(grace));
            using var limit = new CancellationTokenSource(grace, Options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await Quiet<Conversation>(actor => actor.Kind == WorldKind.Task, either.Token);
        }

        era.Tell<Conversation>(new EndNow(WorldOutcome.Stopped));
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(6), Options.Time);
        await Quiet<Conversation>(_ => true, moment.Token);
        era.Tell<Person>(new ServiceStops(TimeSpan.Zero) { IsOver = isOver });
        await Quiet<Person>(_ => true, moment.Token);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Options.Catalog.Changed -= TellOfCatalog;
        disposing.Cancel();
        era.Dispose();
        watch.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SuspendAsync()
    {
        Person[] people = [.. era.Switchboard.Actors.OfType<Person>()];
        var left = people.Length + 1;
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var letter = new ServiceStops(TimeSpan.Zero) { GoesOn = true, Taken = Count };
        foreach (var person in people) Options.Work.Post(() => era.Post(person.Id, letter));
        Count();
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(6), Options.Time);
        await using var over = moment.Token.Register(() => told.TrySetResult());
        await told.Task;
        await Options.Journal.FlushAsync();
        era.Dispose();

        void Count()
        {
            if (Interlocked.Decrement(ref left) == 0) told.TrySetResult();
        }
    }

    private Era NewEra(TimeSpan before)
    {
        var next = new Era(new Surroundings(Options, ids, effects), gate, watch, before, () => !stopping, () => finished.TrySetResult());
        next.Switchboard.NotStored += Heal;
        next.Switchboard.Follows += cell => follower.Follow(next, cell);
        if (Options.Followed is not null) next.Switchboard.Gone += () => follower.LookForEnds(next);
        return next;
    }

    private async Task RecoverAsync(bool isNewRun, CancellationToken cancellationToken)
    {
        var last = await Options.Journal.ReadLastAsync(cancellationToken);
        var before = last is { } record ? RecordedStep.Read(record).Running : TimeSpan.Zero;
        var next = NewEra(before);
        next.Switchboard.AttachAll(era.Switchboard);
        var past = await Past.ReadAsync(Options.Journal, next.NewPerson, Workers, cancellationToken);
        era = next;
        next.Begin(past, isNewRun);
        next.Slots.LookWhetherOver(Options.Catalog.Current?.Config.Conversations);
        failing = false;
        arrivals.Open();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => effects.Count(() => next.Revival!.RunAsync(cancellationToken))));
    }

    /// <summary>A step could not be stored: nothing more is taken until the store takes records again; then the actors are rebuilt from it.</summary>
    private void Heal(Exception error)
    {
        if (Interlocked.Exchange(ref healing, 1) != 0) return;
        failing = true;
        arrivals.Close();
        Options.Log.Write(Severity.Error, RecoveryCodes.StoreFails, $"{RecoveryCodes.StoreFails.Title}; {RecoveryCodes.StoreFails.Advice}.", null, error);
        // Not within the step that failed: the era ends when its steps have ended.
        effects.Run(default, async () =>
        {
            try
            {
                era.Dispose();
                await Options.Journal.ReopenAsync(disposing.Token);
                Interlocked.Exchange(ref healing, 0);
                await RecoverAsync(isNewRun: false, disposing.Token);
                Options.Log.Write(Severity.Warning, null, "Steps can be stored again; all are back where the journal has them.");
            }
            catch (OperationCanceledException) when (disposing.IsCancellationRequested)
            {
                // The service ends as it is.
            }

            return null;
        });
    }

    private void TellOfCatalog()
    {
        era.Revival?.LookForModule();
        era.Slots.LookWhetherOver(Options.Catalog.Current?.Config.Conversations);
        era.Tell<Person>(CatalogChanged.Instance);
        era.Tell<Pool>(CatalogChanged.Instance);
        if (!Options.FollowsReloads()) return;
        if (Options.Followed is not null && Options.Catalog.Current is { } module) follower.Begin(era, module.Version);
        era.Tell<Conversation>(CatalogChanged.Instance);
    }

    /// <summary>Waits until no actor of a kind is left that a condition holds for, or time is up.</summary>
    private async Task Quiet<TActor>(Func<TActor, bool> counts, CancellationToken cancellationToken)
        where TActor : Actor
    {
        var switchboard = era.Switchboard;
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
