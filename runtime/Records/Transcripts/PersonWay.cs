using System.Text.Json;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Records.Transcripts;

/// <summary>A person's records from where they came in before a conversation.</summary>
internal sealed class PersonWay
{
    private readonly IReadOnlyList<RecordedStep> steps;
    private readonly ConversationId conversation;
    private readonly int start;
    private readonly bool isCut;

    private PersonWay(PersonId person, ConversationId conversation, IReadOnlyList<RecordedStep> steps, int start, bool isCut)
    {
        Person = person;
        this.conversation = conversation;
        this.steps = steps;
        this.start = start;
        this.isCut = isCut;
        HasGate = steps.Take(IndexOfEntry() + 1).Any(Passes);
        if (isCut) Remarks.Add($"{person} had been in other worlds before, which are left out: what these kept of them is missing here");
    }

    public PersonId Person { get; }

    public bool HasGate { get; }

    public List<string> Remarks { get; } = [];

    /// <summary>The way of somebody into a conversation; null when the records do not have it.</summary>
    public static PersonWay? Find(PersonId person, ConversationId conversation, IReadOnlyList<RecordedStep> steps)
    {
        var entry = IndexOfEntry(steps, conversation);
        if (entry < 0) return null;
        var menus = Enumerable.Range(0, entry + 1).Where(index => steps[index].Sent.Any(send => send.Letter is Begin { Kind: WorldKind.Overworld })).ToList();
        return menus.Count > 1
            ? new PersonWay(person, conversation, steps, menus[^1], isCut: true)
            : new PersonWay(person, conversation, steps, 0, isCut: false);
    }

    /// <summary>What they did, up to the end of the conversation for them.</summary>
    /// <param name="end">The end of the conversation for all.</param>
    public IEnumerable<(RecordedStep Step, CourseAct Act, string Text, Payload? Payload)> Acts(DateTimeOffset end)
    {
        var (isHere, isKnown, isOut) = (false, false, false);
        if (isCut)
        {
            (isHere, isKnown) = (true, true);
            if (HasGate)
            {
                yield return (steps[start - 1], CourseAct.Enters, "", null);
                yield return (steps[start], CourseAct.PassesGate, "", null);
            }
            else
            {
                yield return (steps[start], CourseAct.Enters, "", null);
            }
        }

        for (var index = isCut ? start + 1 : start; index < steps.Count && steps[index].Time <= end; index++)
        {
            var step = steps[index];
            if (step.Shown.Any(show => show.Message?.Text == Notices.Initializing) && !isKnown) yield return (new RecordedStep { At = step.At }, CourseAct.WorldsNotReady, "", null);
            if (isOut && step.Arrival is { Kind: nameof(Said) or nameof(Leaves) or nameof(Disconnected) })
            {
                // Where they went on does not belong to this conversation.
                yield return (step, CourseAct.Leaves, "", null);
                yield break;
            }

            if (step.In is ServiceResumed && isHere)
            {
                isHere = false;
                Remarks.Add("the service was restarted meanwhile; here everybody just loses the connection");
                yield return (step, CourseAct.GoesAway, "", null);
            }

            if (step.In is CatalogChanged && step.Shown.Count + step.Sent.Count > 0) yield return (step, CourseAct.WorldsReady, "", null);
            if (step.Arrival is { } arrival && ActOf(step, arrival, ref isHere, ref isKnown) is { } act)
            {
                yield return (step, act, arrival.Text ?? "", PayloadOf(step));
            }

            isOut |= IsEnd(step);
        }
    }

    /// <summary>What they saw, record by record; for what they saw later than it was told, the record of their coming back, or one that
    /// stands for none.</summary>
    public IEnumerable<(RecordedStep Step, IReadOnlyList<(Message? Message, string? Refusal)> Sights, RecordedStep? Back)> Sights()
    {
        var spoken = 0L;
        var isHere = isCut;
        if (isCut && HasGate) yield return (steps[start - 1], [(new Message { Text = Notices.Password }, null)], null);
        for (var index = isCut ? start + 1 : start; index < steps.Count; index++)
        {
            var step = steps[index];
            if (step.Arrival?.Kind == nameof(Connected)) isHere = true;
            else if (step.Arrival?.Kind is nameof(Disconnected)) isHere = false;
            List<(Message?, string?)> sights = [];
            if (step.In is WorldEnded ended && isHere)
            {
                for (var word = ended.Taken; word < spoken; word++) sights.Add((null, ServiceCodes.NobodyListens.Id));
            }

            foreach (var show in step.Shown) sights.Add((show.Message ?? (step.In as Told)?.Message, null));
            if (step.Arrival is { Kind: nameof(Said), Text: null } && RefusalAtGate(step) is { } refused) sights.Add((null, refused));
            if (step.Arrival is { Kind: nameof(Said), Text.Length: > 0 } && !step.Took) sights.Add((null, ServiceCodes.TooManyUnhandled.Id));
            foreach (var send in step.Sent)
            {
                if (send.Letter is Begin) spoken = 0;
                else if (send.Letter is Spoke spoke) spoken = spoke.Number;
            }

            if (step.In is JoinedWorld) spoken = 0;
            if (step.In is ServiceResumed) isHere = false;
            if (sights.Count > 0) yield return (step, sights, isHere ? null : Return(index) ?? new RecordedStep());
        }
    }

    private static int IndexOfEntry(IReadOnlyList<RecordedStep> steps, ConversationId conversation)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            if (steps[index].In is JoinedWorld joined && joined.Conversation == conversation) return index;
            if (steps[index].Sent.Any(send => send.Letter is Begin && send.To == ((ActorId)conversation).ToString())) return index;
        }

        return -1;
    }

    private static bool Passes(RecordedStep step) =>
        step.State is { ValueKind: JsonValueKind.Object } state && state.TryGetProperty("passed", out var passed) && passed.ValueKind == JsonValueKind.True;

    // Notices at the gate come with a code for clients that know codes.
    private string? RefusalAtGate(RecordedStep step) => !Keeps ? null : (step.Shown.Count == 0 ? null : step.Shown[0].Message?.Text) switch
    {
        Notices.WrongPassword => ServiceCodes.WrongPassword.Id,
        Notices.TooManyTries => ServiceCodes.TooManyTries.Id,
        _ => null,
    };

    private bool Keeps => steps.FirstOrDefault(step => step.Arrival?.Kind == nameof(Connected))?.Arrival is { Keeps: true };

    private int IndexOfEntry() => IndexOfEntry(steps, conversation);

    private RecordedStep? Return(int after) => steps.Skip(after + 1).FirstOrDefault(step => step.Arrival?.Kind == nameof(Connected));

    private bool IsEnd(RecordedStep step) => (step.In is WorldEnded ended && ended.Conversation == conversation)
        || step.Sent.Any(send => send.Letter is LeftWorld && send.To == ((ActorId)conversation).ToString());

    private CourseAct? ActOf(RecordedStep step, RecordedArrival arrival, ref bool isHere, ref bool isKnown)
    {
        switch (arrival.Kind)
        {
            case nameof(Connected) when !isKnown:
                isHere = isKnown = true;
                return step.Sent.Count + step.Shown.Count == 0 ? CourseAct.EntersPlainly : CourseAct.Enters;
            case nameof(Connected):
                var wasAway = !isHere;
                isHere = true;
                return wasAway ? CourseAct.ComesBack : null;
            case nameof(Disconnected):
                isHere = false;
                return Keeps ? CourseAct.GoesAway : CourseAct.Leaves;
            case nameof(Leaves):
                return CourseAct.Leaves;
            case nameof(Said) when arrival.Text is null && arrival.Payload is null:
                return Passes(step) ? CourseAct.PassesGate : CourseAct.FailsAtGate;
            case nameof(Said) when arrival.Text is { Length: > 0 } || arrival.Payload is not null:
                return CourseAct.Says;
            default:
                return null;
        }
    }

    private static Payload? PayloadOf(RecordedStep step) =>
        step.Sent.Select(send => send.Letter).OfType<Spoke>().FirstOrDefault()?.Message.Payload
        ?? (step.Arrival?.Payload is { } kind ? new Payload { Type = kind } : null);
}
