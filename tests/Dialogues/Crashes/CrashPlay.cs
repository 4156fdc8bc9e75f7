using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Play;
using ScriptChat.Tasks;

namespace ScriptChat.Dialogues.Tests.Crashes;

/// <summary>What came of one play of a dialogue whose process died now and then.</summary>
/// <param name="Transcript">What everybody was shown and said.</param>
/// <param name="Wrong">Promises that were broken.</param>
/// <param name="Log">What the engine said.</param>
/// <param name="Records">How many records all lives wrote.</param>
/// <param name="Deaths">How often it died.</param>
internal sealed record CrashPlay(IReadOnlyList<string> Transcript, IReadOnlyList<string> Wrong, IReadOnlyList<string> Log, int Records, int Deaths)
{
    /// <summary>Plays a dialogue.</summary>
    /// <param name="dialogue">What to play.</param>
    /// <param name="module">Against what.</param>
    /// <param name="deaths">After how many records processes die.</param>
    public static async Task<CrashPlay> OfAsync(Dialogue dialogue, WorldModule module, params IEnumerable<int> deaths)
    {
        var log = new CrashLog();
        await using var service = new DialogueService();
        await using var stage = new CrashStage(module, dialogue, new PlayOptions { Log = log }, service, deaths);
        var result = await new DialoguePlay(dialogue, service, stage).RunAsync(CancellationToken.None);
        return new CrashPlay(
            [.. stage.Clients.SelectMany(client => client.Value.Transcript.Select(line => $"{client.Key.Value} {line}"))],
            [.. result.Differences.Select(one => one.ToString()).Concat(Whereabouts.Contradictions(stage.Engine))],
            log.Lines,
            stage.Journal.Records,
            stage.Deaths);
    }
}
