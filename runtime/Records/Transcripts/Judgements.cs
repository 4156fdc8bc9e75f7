using System.Text.Json.Nodes;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Records.Transcripts;

/// <summary>What people said of messages, by the letters that brought those. A person's records are read once, however many conversations
/// they were in, and only what was judged is kept.</summary>
internal sealed class Judgements(IJournalReader journal)
{
    private static readonly Dictionary<Shown, Judgement> Nothing = [];

    private readonly Dictionary<PersonId, Dictionary<Shown, Judgement>> known = [];

    /// <summary>What a person said.</summary>
    public async ValueTask<IReadOnlyDictionary<Shown, Judgement>> OfAsync(PersonId person, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(person, out var found)) return found;
        return known[person] = await ReadAsync(person, cancellationToken);
    }

    private async Task<Dictionary<Shown, Judgement>> ReadAsync(PersonId person, CancellationToken cancellationToken)
    {
        Dictionary<long, Shown> shown = [];
        Dictionary<Shown, Judgement>? judged = null;
        var actor = (ActorId)person;
        await foreach (var record in journal.ReadAsync(new StreamId(actor.Kind, actor.Name), cancellationToken))
        {
            var step = RecordedStep.Read(record);
            if (step is { From: { } from, In: Told or Retold })
            {
                for (var index = 0; index < step.Shown.Count; index++) shown[step.Shown[index].Seq] = new Shown(from, step.Number, index);
            }

            if (step.Arrival is { Kind: nameof(Judged), Content: { } content } && shown.TryGetValue(step.Arrival.Seq, out var message))
                (judged ??= [])[message] = new Judgement(step.Time, content);

            // Whoever comes under the address later has messages with numbers of their own.
            if (step.Ended) shown.Clear();
        }

        foreach (var (message, _) in (judged ?? []).Where(pair => pair.Value.Content.All(field => field.Value is null)).ToList()) judged!.Remove(message);
        return judged ?? Nothing;
    }

    /// <summary>A message, by the letter that brought it.</summary>
    /// <param name="Sender">Who sent it.</param>
    /// <param name="Letter">The sender's number of it.</param>
    /// <param name="Index">Which of its messages, counted from 0.</param>
    internal readonly record struct Shown(string Sender, long Letter, int Index);

    /// <summary>What was said of it.</summary>
    internal sealed record Judgement(DateTimeOffset Time, JsonObject Content);
}
