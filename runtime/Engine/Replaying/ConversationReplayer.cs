using System.Runtime.CompilerServices;
using System.Text.Json;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Actors.Work;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Around;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Options;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Engine.Replaying;

/// <summary>Plays a recorded conversation again, event by event, on the version that it ran on or on an edited one, and says what the
/// script made of each. Nothing leaves the process: side effects are not started, their recorded results are used. Its own version has to do
/// all as it did; an edited one may set timers and ask for side effects otherwise, as long as people and the dataset get the same.</summary>
/// <param name="journal">Where the conversation is recorded; it may be written meanwhile.</param>
/// <param name="options">On what, and how far.</param>
public sealed class ConversationReplayer(IJournalReader journal, ReplayOptions options)
{
    /// <summary>Plays it. After an event at which the conversation goes another way there is no next one.</summary>
    /// <param name="id">Which conversation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ReplayException">There is no such conversation, or no version to play it on.</exception>
    public async IAsyncEnumerable<ReplayedEvent> PlayAsync(ConversationId id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var steps = await ReadAsync(id, cancellationToken);
        var begin = (Begin)steps[0].In!;
        var module = await FindModuleAsync(id, steps, cancellationToken);
        if (module.Find(begin.World) is null)
            throw new ReplayException(RecordCodes.NoWorld, $"the conversation's world '{begin.World}' is not in the script; name a script that has it (known: {string.Join(", ", module.Worlds.Values.Select(world => world.Name))})");

        // Nobody does what is posted here: effects are not begun, and a world that awaits something foreign goes on by no thread of its own.
        var engine = new EngineOptions { Catalog = options.Catalog, Journal = new MemoryJournal(keeps: false), Work = new ManualWork(), Log = options.Log, OpenUpload = options.OpenUpload };
        var around = new Surroundings(engine, new Ids(1, engine.Time, 1), new EffectRunner(engine.Work, (_, _) => { }));
        using var watch = new BlockWatch(engine);
        if (options.Module is not null)
        {
            foreach (var one in await PlayEditedAsync(steps, version => new Conversation(id, around, watch, (_, _) => { }, version), module, cancellationToken)) yield return one;
            yield break;
        }

        var replay = new Replay(new Conversation(id, around, watch, (_, _) => { }, module), isQuiet: false);
        var names = new EventWords(begin);
        var left = replay.SkipReloaded(steps).ToList();
        if (replay.Events > 0) yield return Skipped(replay, steps[replay.Events - 1]);
        foreach (var recorded in left.TakeWhile(_ => replay.Events < (options.Until ?? int.MaxValue)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // What ends a lost conversation is no event of its script.
            if (recorded.In is null or Abandoned) yield break;
            var (step, difference) = replay.Feed(recorded);
            names.Learn(recorded);
            var played = Played(replay, recorded, step, difference, names);
            yield return played;
            if (played.IsFatal) yield break;
        }
    }

    private static ReplayedEvent Played(Replay replay, RecordedStep recorded, Step step, Difference? difference, EventWords names)
    {
        var conversation = replay.Conversation;
        return new ReplayedEvent
        {
            Number = replay.Events,
            Time = recorded.Time,
            Event = names.Of(recorded.In!),
            Then = names.Of(recorded.Sent.Select(send => (send.To, send.Letter)), recorded.Effects, recorded.Saved, recorded.Ended),
            Now = names.Of(step.Sends.Where(send => !send.Letter.IsPassing).Select(send => (send.To.ToString(), send.Letter)), step.Effects, Rows(step), conversation.Ended),
            Difference = difference?.What ?? EventWords.SavedOtherwise(recorded.Saved, Rows(step)),
            IsFatal = difference is { IsFatal: true },
            Waits = conversation.Ended ? "nothing: the conversation is over" : conversation.Waits.InWords(),
        };
    }

    /// <summary>All up to a reload: what the version before it said was struck, and is not held against anything.</summary>
    private static ReplayedEvent Skipped(Replay replay, RecordedStep reload) => new()
    {
        Number = replay.Events,
        Time = reload.Time,
        Event = "the conversation went on with an edited script; what was before the reload is played without comparing it",
        Then = [],
        Now = [],
        Waits = replay.Conversation.Waits.InWords(),
    };

    private async Task<IReadOnlyList<ReplayedEvent>> PlayEditedAsync(List<RecordedStep> all, Func<WorldModule, Conversation> make, WorldModule module, CancellationToken cancellationToken)
    {
        var steps = all.TakeWhile(step => step.In is not (null or Abandoned)).ToList();
        var own = steps.FindLast(step => step.In is Reloaded)?.Version is { } version ? await options.Catalog.FindAsync(version, cancellationToken) : null;
        return await new EditedPlay(steps, make(module), own is null ? null : make(own)).RunAsync(options.Until ?? int.MaxValue);
    }

    /// <summary>The rows that a step saved.</summary>
    internal static IReadOnlyList<JsonElement> Rows(Step step) => [.. step.Saved.Select(row => JsonDocument.Parse(row).RootElement)];

    private async Task<List<RecordedStep>> ReadAsync(ConversationId id, CancellationToken cancellationToken)
    {
        List<RecordedStep> steps = [];
        try
        {
            await foreach (var record in journal.ReadAsync(new StreamId('c', id.Value), cancellationToken)) steps.Add(RecordedStep.Read(record));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new ReplayException(RecoveryCodes.Unreadable, $"record {steps.Count + 1} of the conversation {id} can't be understood ({error.Message}); use the version of the runtime that wrote it");
        }

        if (steps is [{ In: Begin }, ..]) return steps;
        throw new ReplayException(RecordCodes.UnknownConversation, $"there is no conversation {id} in the journal; 'runtime export --format csv --kind all' lists those that there are, with the same --task or --data");
    }

    private async Task<WorldModule> FindModuleAsync(ConversationId id, List<RecordedStep> steps, CancellationToken cancellationToken)
    {
        if (options.Module is { } other) return other;
        var version = steps.FindLast(step => step.Version is not null)?.Version;
        if (version is null) throw new ReplayException(RecordCodes.NoVersion, $"it is not recorded which version of the scripts the conversation {id} ran on; name a script to replay it on with --script");
        return await options.Catalog.FindAsync(version, cancellationToken)
            ?? throw new ReplayException(RecordCodes.NoVersion, $"the version {version} of the scripts, which the conversation {id} ran on, is not to be had; keep the data folder whole, or name a script to replay it on with --script");
    }
}

/// <summary>A conversation can't be played again, and why.</summary>
/// <param name="code">What kind of reason.</param>
/// <param name="message">What is wrong and what to do.</param>
public sealed class ReplayException(DiagnosticCode code, string message) : Exception(message)
{
    /// <summary>What kind of reason.</summary>
    public DiagnosticCode Code => code;

    /// <summary>The same as people are told it.</summary>
    public Diagnostic Diagnostic => new(code, Message);
}
