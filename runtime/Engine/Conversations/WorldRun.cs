using System.Text.Json.Nodes;
using ScriptChat.Actors.Letters;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>The life of one world, from its making to its end, on the conversation's loop: parley again and again until episode_done.</summary>
internal sealed class WorldRun(Conversation conversation, WorldDefinition definition, WorldContext context)
{
    private const int SpeechesInARow = 100;

    private readonly Expected expected = conversation.Expected;
    private TaskCompletionSource? nextEvent;

    public WorldInstance? Instance { get; private set; }

    /// <summary>What an overworld chose.</summary>
    public string? Choice { get; private set; }

    /// <summary>What an idle world waits on; null while it does not.</summary>
    public TaskCompletionSource? Idle => nextEvent;

    /// <summary>Something happened: the parley of a world that was idle before it is called again.</summary>
    public void Happened(TaskCompletionSource? idle)
    {
        if (idle is null || nextEvent != idle) return;
        nextEvent = null;
        idle.TrySetResult();
    }

    /// <summary>Runs to the end.</summary>
    public async Task RunAsync()
    {
        Instance = await definition.Create(context);
        var speeches = 0;
        while (!conversation.IsOver)
        {
            var (said, taken) = (conversation.Said, conversation.TakenWords);
            expected.Parley = Instance.Parley();
            var awaited = !expected.Parley.IsCompleted;
            await expected.ParleyEnd;
            Choice = expected.Parley is Task<string?> choice ? await choice : null;
            if (Choice is not null && conversation.Kind == WorldKind.Overworld) return;
            if (await Instance.EpisodeDone()) return;
            if (awaited || conversation.TakenWords > taken)
            {
                speeches = 0;
            }
            else if (conversation.Said > said)
            {
                if (++speeches >= SpeechesInARow) throw new WorldSpinsException();
            }
            else
            {
                speeches = 0;
                await (nextEvent = new TaskCompletionSource()).Task;
            }
        }
    }

    /// <summary>What the world leaves behind.</summary>
    public async Task<JsonObject?> DataAsync() => Instance?.Data is { } data ? await data() : null;

    public async Task ShutdownAsync()
    {
        if (Instance?.Shutdown is { } shutdown) await shutdown();
    }
}

/// <summary>A world spoke again and again without waiting for anything.</summary>
internal sealed class WorldSpinsException() : Exception("The world's parley spoke 100 times in a row without waiting for anything.");
