using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Messages;

namespace ScriptChat.Records.Transcripts;

/// <summary>The records of some people and of the worlds that they were in, and which of them sent what.</summary>
internal sealed class CourseRecords
{
    private readonly Dictionary<PersonId, List<RecordedStep>> people = [];
    private readonly Dictionary<ConversationId, List<RecordedStep>> worlds = [];
    private readonly Dictionary<(string Sender, long Number), RecordedStep> senders = [];
    private readonly Dictionary<(ActorId Conversation, long Effect), RecordedStep> effects = [];
    private readonly Dictionary<RecordedStep, ActorId> owners = new(ReferenceEqualityComparer.Instance);

    /// <summary>The conversations that the people were in.</summary>
    public IEnumerable<ConversationId> Conversations => people.Values
        .SelectMany(steps => steps)
        .SelectMany(step => step.Sent.Select(send => send.To).Append(step.From ?? ""))
        .Where(name => name.StartsWith("c/", StringComparison.Ordinal))
        .Select(name => new ConversationId(name[2..]));

    public IReadOnlyList<RecordedStep> Of(PersonId person) => people[person];

    /// <summary>What led to each of a conversation's events, with the place of the event among them.</summary>
    public IEnumerable<(RecordedStep Cause, int Place, DateTimeOffset Time)> Causes(ConversationId conversation) =>
        worlds[conversation].Select((step, place) => (Cause: CauseOf(step), place, step.Time)).Where(one => one.Cause is not null).Select(one => (one.Cause!, one.place, one.Time));

    public void Add(PersonId person, List<RecordedStep> steps)
    {
        people[person] = steps;
        Add((ActorId)person, steps);
    }

    public void Add(ConversationId conversation, List<RecordedStep> steps)
    {
        worlds[conversation] = steps;
        Add((ActorId)conversation, steps);
    }

    /// <summary>Whose record it is.</summary>
    public ActorId OwnerOf(RecordedStep step) => owners[step];

    /// <summary>The record that led to this one: it sent the letter, or asked for the effect; null when it is not known.</summary>
    public RecordedStep? CauseOf(RecordedStep step) => step.In is EffectEnded ended
        ? effects.GetValueOrDefault((owners[step], ended.Effect))
        : step.From is { } from ? senders.GetValueOrDefault((from, step.Number)) : null;

    private void Add(ActorId owner, List<RecordedStep> steps)
    {
        foreach (var step in steps)
        {
            owners[step] = owner;
            foreach (var send in step.Sent) senders[(owner.ToString(), send.Number)] = step;
            foreach (var effect in step.Effects.Where(effect => effect.Number != 0)) effects[(owner, effect.Number)] = step;
        }
    }
}
