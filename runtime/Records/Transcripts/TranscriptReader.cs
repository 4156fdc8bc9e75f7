using System.Runtime.CompilerServices;
using System.Text.Json;
using ScriptChat.Actors.Recorded;
using ScriptChat.Diagnostics;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Records.Transcripts;

/// <summary>Reads conversations from a journal, one after the other in the order in which they began.</summary>
/// <param name="journal">The journal; it may be written meanwhile.</param>
/// <param name="problems">Takes what can't be read; null to throw there.</param>
public sealed class TranscriptReader(IJournalReader journal, DiagnosticBag? problems = null)
{
    private static readonly TimeSpan ClockChanges = TimeSpan.FromDays(1);

    private readonly Judgements judgements = new(journal);

    /// <summary>Reads all that are wanted. At no time is more than one of them in memory.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async IAsyncEnumerable<ConversationTranscript> ReadAsync(TranscriptFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await foreach (var id in IdsAsync(filter, cancellationToken))
        {
            if (await FindOrSayAsync(id, filter.Conversations.Count > 0, cancellationToken) is { } transcript && filter.Wants(transcript)) yield return transcript;
        }
    }

    /// <summary>Reads one conversation.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <returns>The conversation; null when the journal does not know it.</returns>
    /// <exception cref="JsonException">One of its records can't be understood.</exception>
    public async Task<ConversationTranscript?> FindAsync(ConversationId id, CancellationToken cancellationToken = default)
    {
        var builder = new TranscriptBuilder(id);
        await foreach (var record in journal.ReadAsync(new StreamId('c', id.Value), cancellationToken)) builder.Take(RecordedStep.Read(record));
        foreach (var person in builder.People) builder.Take(person, await judgements.OfAsync(person, cancellationToken));
        return builder.Build();
    }

    private async Task<ConversationTranscript?> FindOrSayAsync(ConversationId id, bool mustBe, CancellationToken cancellationToken)
    {
        try
        {
            var transcript = await FindAsync(id, cancellationToken);
            if (transcript is null && mustBe) problems?.Add(RecordCodes.UnknownConversation, $"there is no conversation {id} in the journal; 'runtime export --format csv --kind all' lists those that there are, with the same --task or --data");
            return transcript;
        }
        catch (Exception error) when (problems is not null && error is JsonException or InvalidOperationException or NotSupportedException)
        {
            problems.Add(RecoveryCodes.Unreadable, $"a record of the conversation {id} can't be understood ({error.Message}); it is left out; use the version of the runtime that wrote it");
            return null;
        }
    }

    private async IAsyncEnumerable<ConversationId> IdsAsync(TranscriptFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in filter.Conversations.Distinct()) yield return id;
        if (filter.Conversations.Count > 0) yield break;
        await foreach (var (stream, _, opened) in journal.StreamsAsync(onlyOpen: false, cancellationToken))
        {
            // Its first record was appended after the event; clocks may be set back a little.
            if (stream.Kind == 'c' && !(opened < filter.Since - ClockChanges)) yield return new ConversationId(stream.Name);
        }
    }
}
