using System.Diagnostics;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Reading;
using ScriptChat.Dialogues.Results;
using ScriptChat.Scripting.Traces;
using ScriptChat.Tasks;

namespace ScriptChat.Host.Testing;

/// <summary>Reads and plays one dialogue at a time against one version of a task.</summary>
/// <param name="module">The version.</param>
internal sealed class DialogueTest(WorldModule module)
{
    private readonly ScriptSpeakers speakers = new();

    /// <summary>Reads a dialogue and plays it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="accept">Whether to write what happens into the file, and to play that then.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TestOutcome> RunAsync(string path, bool accept, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var bag = new DiagnosticBag();
        var dialogue = DialogueFile.Read(path, bag);
        if (dialogue is null) return new TestOutcome(path, null, [.. bag], [], IsRewritten: false, Stopwatch.GetElapsedTime(start));

        var (result, log) = await PlayAsync(dialogue, null, cancellationToken);
        var rewritten = false;
        if (accept && !result.Passed && result.Accepted is var accepted && accepted != string.Join('\n', dialogue.Source))
        {
            if (AcceptedFile.Write(dialogue, accepted) is { } refused) bag.Add(refused);
            else (rewritten, (result, log)) = (true, await PlayAsync(dialogue = DialogueFile.Parse(path, accepted, bag) ?? dialogue, null, cancellationToken));
        }

        // To know who speaks costs as much as all the rest of a play, so it is asked only where somebody will want to know.
        if (!result.Passed && await PlayAsync(dialogue, speakers.Find, cancellationToken) is { Result.Passed: false } again) (result, log) = again;
        return new TestOutcome(path, result, [.. bag], [.. log.Lines], rewritten, Stopwatch.GetElapsedTime(start));
    }

    private async Task<(DialogueResult Result, PlayLog Log)> PlayAsync(Dialogue dialogue, Func<string?>? speaker, CancellationToken cancellationToken)
    {
        var log = new PlayLog();
        var player = new DialoguePlayer(new PlayOptions { Log = log, Speaker = speaker });
        return (await player.PlayAsync(dialogue, module, cancellationToken), log);
    }
}
