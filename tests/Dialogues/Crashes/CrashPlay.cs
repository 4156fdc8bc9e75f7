using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Results;
using ScriptChat.Tasks;

namespace ScriptChat.Dialogues.Tests.Crashes;

/// <summary>What came of one play of a dialogue whose process died now and then.</summary>
/// <param name="Transcript">What everybody was shown and said.</param>
/// <param name="Broken">Promises that were broken.</param>
/// <param name="Differences">What else is not as written, signs that were missed apart: they pass.</param>
/// <param name="Log">What the engine said.</param>
/// <param name="Records">How many records all lives wrote.</param>
/// <param name="Deaths">How often it died.</param>
internal sealed record CrashPlay(IReadOnlyList<string> Transcript, IReadOnlyList<string> Broken, IReadOnlyList<string> Differences, IReadOnlyList<string> Log, int Records, int Deaths)
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
            [.. result.Differences.Where(IsPromise).Select(one => one.Text).Concat(Whereabouts.Contradictions(stage.Engine))],
            [.. result.Differences.Where(one => !IsPromise(one) && !one.Text.Contains("did not see this", StringComparison.Ordinal)).Select(one => $"line {one.Line}: {one.Text}")],
            log.Lines,
            stage.Journal.Records,
            stage.Deaths);
    }

    private static bool IsPromise(Difference difference) =>
        difference.Code == DialogueCodes.NoRest || difference.Text.Contains("breaks its promise", StringComparison.Ordinal);
}
