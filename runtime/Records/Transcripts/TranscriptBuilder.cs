using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Records.Transcripts;

/// <summary>Puts a conversation's records together.</summary>
internal sealed class TranscriptBuilder(ConversationId id)
{
    private readonly List<Seat> seats = [];
    private readonly List<Turn> turns = [];
    private readonly List<SavedRow> rows = [];
    private Begin? begin;
    private DateTimeOffset begun;
    private DateTimeOffset? ended;
    private DateTimeOffset? lastWords;
    private string? firstVersion;
    private string? version;
    private string? outcome;
    private long firstRun;
    private long run;
    private int events;

    /// <summary>Who took part so far.</summary>
    public IReadOnlyList<PersonId> People => [.. seats.Select(seat => seat.Person)];

    /// <summary>Takes what one of them said of messages; once all records were taken.</summary>
    public void Take(PersonId person, IReadOnlyDictionary<Judgements.Shown, Judgements.Judgement> judged)
    {
        if (judged.Count == 0) return;
        var place = seats.FindIndex(seat => seat.Person == person);
        foreach (var ((letter, index), turn) in seats[place].Letters)
        {
            if (judged.TryGetValue(new Judgements.Shown(((ActorId)id).ToString(), letter, index), out var said))
                turn.Feedback.Add(new TurnFeedback(place, said.Time, said.Content));
        }
    }

    /// <summary>Takes the next record.</summary>
    public void Take(RecordedStep step)
    {
        events++;
        version = step.Version ?? version;
        run = step.Run != 0 ? step.Run : run;
        if (step.In is Begin first && begin is null) Begin(first, step);
        if (begin is null) return;
        // A reload tells the whole conversation anew: what was saved before is saved again, or not.
        if (step.In is Reloaded) rows.Clear();
        if (step.In is Spoke spoke) Hear(spoke, step);
        else if (step.In is LeftWorld gone) GoOut(gone.Person, "left", step);
        var before = turns.Count;
        foreach (var send in step.Sent) Follow(send, step, before);
        foreach (var row in step.Saved) rows.Add(new SavedRow(events, step.Time, version, run, row));
    }

    /// <summary>The conversation; null when it never began.</summary>
    public ConversationTranscript? Build() => begin is null ? null : new ConversationTranscript
    {
        Id = id,
        Task = begin.Task,
        World = begin.World,
        BranchOf = begin.Branch?.Conversation,
        BranchEvent = begin.Branch?.Event,
        Kind = Enum.Parse<ConversationKind>(begin.Kind.ToString()),
        Version = firstVersion,
        LastVersion = version,
        Run = firstRun,
        Begun = begun,
        Ended = ended,
        Outcome = ended is null ? null : outcome,
        Events = events,
        People = [.. seats.Select((seat, place) => new TranscriptPerson(place, seat.Person, seat.Role, seat.Outcome))],
        Turns = [.. turns.Select((turn, index) => turn.ToTurn(index + 1, seats))],
        Rows = rows,
    };

    private void Begin(Begin first, RecordedStep step)
    {
        begin = first;
        begun = step.Time;
        (firstVersion, firstRun) = (version, run);
        seats.AddRange(first.Agents.Select(agent => new Seat(agent.Person)));
    }

    private void Hear(Spoke spoke, RecordedStep step)
    {
        if (seats.Find(seat => seat.Person == spoke.Person) is not { } seat) return;
        // Whatever was erased of it, that something was said stands.
        var message = spoke.Message ?? new Message();
        turns.Add(new Turn(events, step.Time, seat, message, version, run, seat.LastShown) { Word = spoke.Number });
        lastWords = step.Time;
    }

    private void Follow(RecordedSend send, RecordedStep step, int before)
    {
        if (send.Letter is RolesAssigned roles)
        {
            Assign(roles);
            return;
        }

        var to = ActorId.Parse(send.To);
        if (to.Kind != 'p' || seats.Find(seat => seat.Person.Value == to.Name) is not { } receiver) return;
        if (send.Letter is Told told) receiver.Letters[(send.Number, 0)] = Show(receiver, told.Message ?? new Message(), step, before);
        else if (send.Letter is Seated seated) Take(receiver, seated, step, before);
        else if (send.Letter is Retold retold) ShowAgain(receiver, retold, step, send.Number);
        else if (send.Letter is WorldEnded end) GoOut(receiver.Person, Name(end.Outcome), step, end.Taken);
    }

    private void Assign(RolesAssigned roles)
    {
        List<Seat> kept = [.. roles.Kept.Select((person, index) => new Seat(person) { Role = roles.Roles?.ElementAtOrDefault(index) is { Length: > 0 } role ? role : null })];
        // In a step roles come before all that is shown.
        seats.Clear();
        seats.AddRange(kept);
    }

    private Turn Show(Seat receiver, Message message, RecordedStep step, int before)
    {
        receiver.LastShown = step.Time;
        if (FindPassedOn(receiver, message) is { } own)
        {
            own.ShownTo.Add(receiver);
            receiver.Seen.Add(own);
            return own;
        }

        // Shown to several in one step, in the order in which each saw it, it was said once.
        var last = turns.FindLastIndex(turn => turn.ShownTo.Contains(receiver));
        var same = turns.FindIndex(Math.Max(before, last + 1), turn => turn.Speaker is null && IsSame(turn.Message, message));
        if (same < 0)
        {
            same = turns.Count;
            turns.Add(new Turn(events, step.Time, null, message, version, run, lastWords));
        }

        turns[same].ShownTo.Add(receiver);
        receiver.Seen.Add(turns[same]);
        return turns[same];
    }

    /// <summary>What was said before the branch, as this person knows it.</summary>
    private void Take(Seat receiver, Seated seated, RecordedStep step, int before)
    {
        foreach (var (message, own) in seated.Said)
        {
            if (own) turns.Add(new Turn(events, step.Time, receiver, message, version, run, null));
            else Show(receiver, message, step, before);
        }
    }

    /// <summary>The messages from a number on are struck, and others stand in their places.</summary>
    private void ShowAgain(Seat receiver, Retold retold, RecordedStep step, long letter)
    {
        Turn[] struck = [.. receiver.Seen.Skip(retold.Keep)];
        receiver.Seen.RemoveRange(retold.Keep, struck.Length);
        foreach (var turn in struck) turn.ShownTo.Remove(receiver);
        for (var index = 0; index < retold.Messages.Count; index++)
        {
            var place = index < struck.Length ? struck[index] : null;
            receiver.Letters[(letter, index)] = Retell(receiver, retold.Messages[index], step, place);
        }

        receiver.LastShown = step.Time;
        turns.RemoveAll(turn => turn.Speaker is null && turn.ShownTo.Count == 0);
    }

    private Turn Retell(Seat receiver, Message message, RecordedStep step, Turn? place)
    {
        var same = FindPassedOn(receiver, message) ?? turns.Find(turn => turn.Event == events && turn.Speaker is null && !turn.ShownTo.Contains(receiver) && IsSame(turn.Message, message));
        if (same is null)
        {
            same = new Turn(events, place?.Time ?? step.Time, null, message, version, run, null);
            var at = place is null ? turns.Count : turns.IndexOf(place) + 1;
            turns.Insert(at, same);
        }

        same.ShownTo.Add(receiver);
        receiver.Seen.Add(same);
        return same;
    }

    /// <summary>A person's words that the world passes on to another.</summary>
    private Turn? FindPassedOn(Seat receiver, Message message) => message.QuickReplies is { Count: > 0 } ? null : turns.FindLast(turn =>
        turn.Speaker is { } speaker && speaker != receiver && !turn.ShownTo.Contains(receiver)
        && message.Id.Length > 0 && message.Id == (speaker.Role ?? "")
        && message.Text == turn.Message.Text && message.Payload?.Type == turn.Message.Payload?.Type);

    private void GoOut(PersonId person, string how, RecordedStep step, long? taken = null)
    {
        if (seats.Find(seat => seat.Person == person) is not { Outcome: null } seat) return;
        seat.Outcome = how;
        if (taken is { } number)
        {
            foreach (var turn in turns.Where(turn => turn.Speaker == seat && turn.Word > number)) turn.Taken = false;
        }

        outcome = how;
        if (seats.TrueForAll(one => one.Outcome is not null)) ended = step.Time;
    }

    private static bool IsSame(Message one, Message other) =>
        one.Id == other.Id && one.Text == other.Text && one.Payload?.Type == other.Payload?.Type && one.Payload?.Url == other.Payload?.Url
        && (one.QuickReplies ?? []).SequenceEqual(other.QuickReplies ?? []);

    private static string Name(WorldOutcome outcome) => outcome switch
    {
        WorldOutcome.PartnerLeft => "partner_left",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    /// <summary>Somebody in it.</summary>
    private sealed class Seat(PersonId person)
    {
        public PersonId Person => person;

        public string? Role { get; init; }

        public string? Outcome { get; set; }

        public DateTimeOffset? LastShown { get; set; }

        /// <summary>What the world has shown them, in order.</summary>
        public List<Turn> Seen { get; } = [];

        /// <summary>The same and what was struck, by the letters that brought it.</summary>
        public Dictionary<(long Number, int Index), Turn> Letters { get; } = [];
    }

    /// <summary>Something said.</summary>
    private sealed class Turn(int number, DateTimeOffset time, Seat? speaker, Message message, string? version, long run, DateTimeOffset? answers)
    {
        public Seat? Speaker => speaker;

        public Message Message => message;

        public int Event => number;

        public DateTimeOffset Time => time;

        public long Word { get; init; }

        public bool Taken { get; set; } = true;

        public List<Seat> ShownTo { get; } = [];

        public List<TurnFeedback> Feedback { get; } = [];

        public TranscriptTurn ToTurn(int index, List<Seat> seats) => new()
        {
            Number = index,
            Event = number,
            Time = time,
            Kind = speaker is null ? TurnKind.World : TurnKind.Person,
            Speaker = speaker is null ? message.Id ?? "" : speaker.Role ?? $"Agent_{seats.IndexOf(speaker)}",
            Person = speaker?.Person,
            Text = message.Text ?? "",
            QuickReplies = message.QuickReplies ?? [],
            Payload = message.Payload?.Type,
            PayloadUrl = message.Payload?.Url,
            ShownTo = [.. ShownTo.Select(one => seats.IndexOf(one))],
            Latency = answers is { } since && time >= since ? time - since : null,
            Taken = Taken,
            Feedback = [.. Feedback.OrderBy(one => one.Place)],
            Version = version,
            Run = run,
        };
    }
}
