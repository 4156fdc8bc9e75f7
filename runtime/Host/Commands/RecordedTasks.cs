using ScriptChat.Diagnostics;
using ScriptChat.Journal;
using ScriptChat.Records.Transcripts;
using ScriptChat.Tasks;

namespace ScriptChat.Host.Commands;

/// <summary>The names of the tasks of which conversations are recorded.</summary>
internal static class RecordedTasks
{
    /// <summary>What to say where none of a task's conversations was found; null where its name is not the reason.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="filter">What was looked for.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public static async Task<string?> HintAsync(IJournalReader journal, TranscriptFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Task is not { } asked) return null;
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        // Whatever can't be read has been said once.
        var anyTime = filter with { Task = null, Since = null, Until = null };
        await foreach (var transcript in new TranscriptReader(journal, new DiagnosticBag()).ReadAsync(anyTime, cancellationToken))
        {
            if (transcript.Task is { Length: > 0 } name) names.Add(name);
        }

        if (names.Count == 0 || names.Contains(asked)) return null;
        var advice = NameSuggester.DidYouMean(asked, names, $"recorded {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names)}");
        return $"No conversation of a task '{asked}' is recorded; {advice}";
    }
}
