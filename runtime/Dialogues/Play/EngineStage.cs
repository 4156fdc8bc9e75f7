using ScriptChat.Actors.Work;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Results;
using ScriptChat.Engine;
using ScriptChat.Engine.Options;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Dialogues.Play;

/// <summary>An engine of its own for one play: its clock stands still unless the dialogue lets time pass, and all its work is
/// done on the player's thread, in order, so that every play of a dialogue is the same.</summary>
internal sealed class EngineStage : IStage
{
    // More work than any conversation has without somebody doing something: a timer or an actor goes round in a circle.
    private const int MostTimersAtOnce = 100_000;

    private readonly StagedCatalog catalog;
    private readonly VirtualClock clock;
    private readonly ManualWork work = new();
    private readonly FailureWatch failures;
    private readonly ChatEngine engine;
    private readonly TimeSpan limit;
    private Task stopping = Task.CompletedTask;

    public EngineStage(WorldModule module, Dialogue dialogue, PlayOptions options, DialogueService service)
    {
        catalog = new StagedCatalog(module);
        clock = new VirtualClock(dialogue.Clock);
        limit = options.SettleLimit;
        failures = new FailureWatch(options.Log);
        engine = new ChatEngine(new EngineOptions
        {
            Catalog = catalog,
            Journal = new MemoryJournal(keeps: false),
            Time = clock,
            Work = work,
            Log = failures,
            Seed = dialogue.Seed,
            Password = dialogue.Password,
            Observed = options.Speaker is null ? null : service.Observed,
        });
        engine.Attach(service);
    }

    /// <inheritdoc />
    public void Receive(PersonId person, Arrival arrival) => engine.Receive(person, arrival);

    /// <inheritdoc />
    public IReadOnlyList<SeenFailure> TakeFailures() => failures.Take();

    /// <inheritdoc />
    public void SetReady(bool ready) => catalog.SetReady(ready);

    /// <inheritdoc />
    public void Stop(TimeSpan grace) => stopping = engine.StopAsync(grace, CancellationToken.None);

    /// <inheritdoc />
    public async ValueTask<string?> SettleAsync(CancellationToken cancellationToken)
    {
        work.RunAll();
        if (engine.EffectsUnderWay == 0) return null;

        // Side effects run on threads of their own, in real time.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
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
            return $"{engine.EffectsUnderWay} side effects have not ended after {limit.TotalSeconds:0.###} s; "
                + "see which OnceAsync, model or hook waits for something that does not come";
        }

        return null;
    }

    /// <inheritdoc />
    public async ValueTask<string?> PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var until = clock.Passed + time;
        var (at, timers) = (clock.Passed, 0);
        while (clock.Step(until))
        {
            if (await SettleAsync(cancellationToken) is { } trouble) return trouble;
            timers = clock.Passed == at ? timers + 1 : 0;
            at = clock.Passed;
            if (timers > MostTimersAtOnce) return "timers without any delay go round in a circle; give them one";
        }

        return await SettleAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        // What a dialogue did not let end is given up with the engine; a failure to stop is still a failure.
        if (stopping.IsCompleted) await stopping;
    }
}
