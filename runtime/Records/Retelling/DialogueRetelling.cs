using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Reading;
using ScriptChat.Dialogues.Results;
using ScriptChat.Records.Transcripts;
using ScriptChat.Tasks;

namespace ScriptChat.Records.Retelling;

/// <summary>Writes a recorded conversation as a <c>*.dialogue</c> file, and plays it to see that it goes as it went.</summary>
public static class DialogueRetelling
{
    private const string Loose = "models and side effects are asked anew in a play, so what they gave is not checked";
    private const string Accepted = "some of it goes another way in a play than it was recorded (chance, the time of side effects, or other people): it stands here as a play shows it";
    private const string Broken = "it does not pass as it is";

    /// <summary>Writes it: as it was recorded; where a play can't repeat that, without what models and side effects gave; else as a play
    /// shows it.</summary>
    /// <param name="course">The conversation's course; with at least one step.</param>
    /// <param name="module">The version to play it on.</param>
    /// <param name="path">What to call the file in messages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<RetoldDialogue> WriteAsync(ConversationCourse course, WorldModule module, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(course);
        var exact = DialogueWriter.Write(course, isLoose: false);
        if (await PlayAsync(exact, module, path, cancellationToken) is not { } first) return new RetoldDialogue(DialogueWriter.Write(course, isLoose: false, Broken), Passes: false, Broken);
        if (await AsItIsAsync(exact, first) is { } asItWas) return new RetoldDialogue(asItWas, Passes: true, null);
        if (course.Steps.Any(step => step.Sights.Any(sight => sight.AfterEffect)))
        {
            var loose = DialogueWriter.Write(course, isLoose: true, Loose);
            if (await AsItIsAsync(loose, await PlayAsync(loose, module, path, cancellationToken)) is { } asLoose) return new RetoldDialogue(asLoose, Passes: true, Loose);
        }

        if (await PlayAsync(DialogueWriter.Write(course, isLoose: false, Accepted), module, path, cancellationToken) is { } played
            && await PlayAsync(played.Accepted, module, path, cancellationToken) is { Passed: true }) return new RetoldDialogue(played.Accepted, Passes: true, Accepted);
        return new RetoldDialogue(DialogueWriter.Write(course, isLoose: false, Broken), Passes: false, Broken);

        // What a world threw is not recorded: where people saw what they had seen, the play says it.
        async Task<string?> AsItIsAsync(string text, DialogueResult? result) =>
            result is { Passed: true } ? text
            : result?.Differences.All(difference => difference.Code == DialogueCodes.FailsOtherwise) == true
                && await PlayAsync(result.Accepted, module, path, cancellationToken) is { Passed: true } ? result.Accepted
            : null;
    }

    private static async Task<DialogueResult?> PlayAsync(string text, WorldModule module, string path, CancellationToken cancellationToken) =>
        DialogueFile.Parse(path, text, new DiagnosticBag()) is { } dialogue ? await new DialoguePlayer().PlayAsync(dialogue, module, cancellationToken) : null;
}
