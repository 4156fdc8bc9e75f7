using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Records.Transcripts;

/// <summary>Reads from a journal how a conversation came about and went.</summary>
/// <param name="journal">The journal; it may be written meanwhile.</param>
public sealed class CourseReader(IJournalReader journal)
{
    /// <summary>Reads a conversation's course.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    /// <returns>The course; null when the journal does not know the conversation.</returns>
    public async Task<ConversationCourse?> FindAsync(ConversationId id, CancellationToken cancellationToken = default)
    {
        if (await new TranscriptReader(journal).FindAsync(id, cancellationToken) is not { } transcript) return null;
        var records = new CourseRecords();
        foreach (var person in transcript.People) records.Add(person.Person, await ReadAsync((ActorId)person.Person, cancellationToken));
        foreach (var conversation in records.Conversations.Append(id).Distinct().ToList()) records.Add(conversation, await ReadAsync((ActorId)conversation, cancellationToken));
        return new CourseBuilder(transcript, records).Build();
    }

    private async Task<List<RecordedStep>> ReadAsync(ActorId actor, CancellationToken cancellationToken)
    {
        List<RecordedStep> steps = [];
        await foreach (var record in journal.ReadAsync(new StreamId(actor.Kind, actor.Name), cancellationToken)) steps.Add(RecordedStep.Read(record));
        return steps;
    }
}
