using System.Text.Json.Nodes;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Actors.Work;
using ScriptChat.Engine.Around;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Options;
using ScriptChat.Engine.Replaying;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Tasks;

namespace ScriptChat.Inspection.Views;

/// <summary>A second instance of a live conversation, beside it, that is fed with what has been recorded of the first: it can be
/// looked into at each event, at no cost to the live one. Nothing that it does leaves it: side effects are not begun, nobody is told anything.</summary>
internal sealed class SideConversation : IDisposable
{
    private readonly BlockWatch watch;
    private readonly Conversation conversation;
    private readonly EventWords words;
    private readonly List<JsonObject> snapshots = [];
    private readonly Course course;
    private string? waited;

    /// <param name="id">The conversation.</param>
    /// <param name="module">The version of the scripts that it is on.</param>
    /// <param name="catalog">Where versions are found.</param>
    /// <param name="begin">How it began.</param>
    /// <param name="firstEffect">The number after which its side effects are counted.</param>
    public SideConversation(ConversationId id, WorldModule module, IWorldCatalog catalog, Begin begin, long firstEffect)
    {
        // Nobody does what is posted here: effects are not begun, and a world that awaits something foreign goes on by no thread of its own.
        var engine = new EngineOptions { Catalog = catalog, Journal = new MemoryJournal(keeps: false), Work = new ManualWork() };
        watch = new BlockWatch(engine);
        conversation = new Conversation(id, new Surroundings(engine, new Ids(1, engine.Time, 1), new EffectRunner(engine.Work, (_, _) => { })), watch, (_, _) => { }, module);
        conversation.Effects.Last = firstEffect;
        conversation.Log.IsQuiet = true;
        words = new EventWords(begin);
        course = new Course(conversation);
        Begin = begin;
        Module = module;
    }

    public Begin Begin { get; }

    public WorldModule Module { get; }

    /// <summary>Why it can't be followed any further; null while it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>The world after each event.</summary>
    public IReadOnlyList<JsonObject> Snapshots => snapshots;

    /// <summary>What was said, asked for and saved, each with the number of its event.</summary>
    public Course Course => course;

    /// <summary>Takes the next event.</summary>
    /// <param name="past">The event.</param>
    /// <param name="recorded">What it caused; null where that was replaced by a reload.</param>
    public void Take(PastEvent past, RecordedStep? recorded)
    {
        if (Problem is not null) return;
        if (past.In is ForeignContinuation or Abandoned)
        {
            Problem = past.In is Abandoned ? "it could not be rebuilt after a restart" : "the world awaited something that is not recorded, so that it can't be replayed from here on; use Context.DelayAsync and Context.OnceAsync";
            return;
        }

        var step = conversation.Relive(recorded ?? new RecordedStep { At = past.At, Up = past.Up, In = past.In });
        if (recorded is not null)
        {
            waited = recorded.Waits ?? waited;
            if (Comparison.Of(recorded, step, conversation.Waits, waited) is { IsFatal: true } difference)
                Problem = $"from event {snapshots.Count + 1} on the replay goes another way than what was recorded ({difference.What}); chance, time or files outside OnceAsync are the usual causes";
        }

        var happened = new RecordedStep { Sent = [.. step.Sends.Select(send => new RecordedSend(send.To.ToString(), send.Number, send.Letter))], Effects = step.Effects };
        words.Learn(happened);
        course.Take(past, step, snapshots.Count + 1);
        snapshots.Add(new Snapshot(conversation, course).Write(snapshots.Count + 1, past, words.Of(past.In)));
    }

    public void Dispose() => watch.Dispose();
}
