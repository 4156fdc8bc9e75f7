using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Records.Transcripts;

/// <summary>Makes one row of steps of several people's records: each thing that was shown is put to the act or the moment that brought
/// it about, through all the worlds between.</summary>
internal sealed class CourseBuilder(ConversationTranscript transcript, CourseRecords records)
{
    private readonly Dictionary<RecordedStep, Draft> drafts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DateTimeOffset, Draft> moments = [];
    private readonly Dictionary<RecordedStep, (int Place, DateTimeOffset Time)> events = new(ReferenceEqualityComparer.Instance);
    private readonly List<Draft> all = [];
    private readonly List<string> remarks = [];

    private DateTimeOffset End => transcript.Ended ?? DateTimeOffset.MaxValue;

    public ConversationCourse Build()
    {
        List<PersonWay> ways = [];
        foreach (var person in transcript.People.Select(person => person.Person))
        {
            if (PersonWay.Find(person, transcript.Id, records.Of(person)) is { } way) ways.Add(way);
            else remarks.Add($"{person} is not in the journal any more, and so not in this file");
        }

        // The clock does not tell what came first within a millisecond, or from two threads: the conversation's own record does.
        foreach (var (cause, place, time) in records.Causes(transcript.Id)) events.TryAdd(cause, (place, time));
        foreach (var way in ways) Act(way);
        foreach (var way in ways) See(way);
        var steps = all.Where(draft => draft.Act != CourseAct.TimePasses || draft.Sights.Count > 0).OrderBy(draft => draft.Time).ThenBy(draft => draft.Place).ToList();
        return new ConversationCourse
        {
            Id = transcript.Id,
            Version = transcript.Version,
            People = [.. ways.Select(way => way.Person)],
            Steps = [.. steps.Select(draft => draft.ToStep())],
            HasGate = ways.Exists(way => way.HasGate),
            Remarks = [.. remarks.Concat(ways.SelectMany(way => way.Remarks)).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Makes steps of what somebody did.</summary>
    private void Act(PersonWay way)
    {
        var (time, place) = (DateTimeOffset.MinValue, 0);
        foreach (var (step, act, text, payload) in way.Acts(End))
        {
            var (atPlace, at) = events.GetValueOrDefault(step, (place, step.Time));
            (time, place) = (at > time ? at : time, Math.Max(place, atPlace));
            // All of them hear of a new version.
            if (act is CourseAct.WorldsReady && all.Find(draft => draft.Act == act) is { } same)
            {
                drafts[step] = same;
                continue;
            }

            var draft = new Draft(act, act is CourseAct.WorldsReady or CourseAct.WorldsNotReady ? null : way.Person, time, text, payload) { Place = place };
            if (act is CourseAct.WorldsNotReady && all.Exists(one => one.Act == act)) continue;
            all.Add(draft);
            drafts[step] = draft;
        }
    }

    /// <summary>Puts what somebody saw where it comes from.</summary>
    private void See(PersonWay way)
    {
        foreach (var (step, sights, isAway) in way.Sights())
        {
            var origin = OriginOf(step);
            if (origin is null || (step.Time > End && origin.Time > End)) continue;
            var afterEffect = IsAfterEffect(step);
            if (isAway is { } back && drafts.GetValueOrDefault(back) is { } return_) origin = return_;
            else if (isAway is not null) continue;
            foreach (var (message, refusal) in sights) origin.Sights.Add(new CourseSight(way.Person, message, refusal, afterEffect));
        }
    }

    private Draft? OriginOf(RecordedStep step)
    {
        for (var at = step; ;)
        {
            if (drafts.TryGetValue(at, out var known)) return known;
            if (at.In is Woken or StillWaiting or OutOfPool { Reason: RemovalReason.TimedOut or RemovalReason.Left }) return Moment(at.Time);
            if (records.CauseOf(at) is not { } cause) return all.OrderBy(draft => draft.Time).LastOrDefault(draft => draft.Time <= step.Time);
            at = cause;
        }
    }

    private bool IsAfterEffect(RecordedStep step)
    {
        for (RecordedStep? at = step; at is not null && !drafts.ContainsKey(at); at = records.CauseOf(at))
        {
            if (at.In is EffectEnded) return true;
        }

        return false;
    }

    private Draft Moment(DateTimeOffset time)
    {
        if (moments.TryGetValue(time, out var known)) return known;
        var draft = new Draft(CourseAct.TimePasses, null, time, "", null) { Place = int.MaxValue };
        all.Add(draft);
        return moments[time] = draft;
    }

    /// <summary>A step that is being put together.</summary>
    private sealed record Draft(CourseAct Act, PersonId? Person, DateTimeOffset Time, string Text, Payload? Payload)
    {
        /// <summary>The place of what it led to among the conversation's events; for what led to none, that of what the person did before.</summary>
        public int Place { get; init; }

        public List<CourseSight> Sights { get; } = [];

        public CourseStep ToStep() => new(Act, Person, Time, Text, Payload, Sights);

        public bool Equals(Draft? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
