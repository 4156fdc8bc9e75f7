using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Results;
using ScriptChat.Tasks;

namespace ScriptChat.Dialogues.Play;

/// <summary>Plays dialogues. Each play has an engine, people, chance and a clock of its own: plays know nothing of each other,
/// may run at the same time, and leave nothing behind.</summary>
/// <param name="options">What plays run with; null for the defaults.</param>
public sealed class DialoguePlayer(PlayOptions? options = null)
{
    private readonly PlayOptions options = options ?? new PlayOptions();

    /// <summary>Plays against the newest good version of a task, as it is at the start of the play.</summary>
    /// <param name="dialogue">What to play.</param>
    /// <param name="catalog">Where the version is found.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DialogueResult> PlayAsync(Dialogue dialogue, IWorldCatalog catalog, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(catalog);
        if (catalog.Current is { } module) return await PlayAsync(dialogue, module, cancellationToken);
        var note = new Note(null, "the task has no version that works; mend it first: 'runtime check' says what is wrong", DialogueCodes.NoWorlds);
        return new DialogueResult(dialogue, [new StepOutcome(dialogue.Steps[0], [], [], [note])], turns: 0);
    }

    /// <summary>Plays against one version of a task.</summary>
    /// <param name="dialogue">What to play.</param>
    /// <param name="module">The version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DialogueResult> PlayAsync(Dialogue dialogue, WorldModule module, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentNullException.ThrowIfNull(module);
        await using var service = new DialogueService(options.Speaker);
        await using var stage = new EngineStage(module, dialogue, options, service);
        return await new DialoguePlay(dialogue, service, stage).RunAsync(cancellationToken);
    }
}
