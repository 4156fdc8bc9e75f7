using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.Pairing;
using ScriptChat.Engine.People;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Recovery;

/// <summary>What a journal says of the time before: the people as they were, and from them the lines; which conversations go on.</summary>
internal sealed class Past
{
    public List<PastPerson> People { get; } = [];

    /// <summary>The conversations that are not over, in the order in which they began.</summary>
    public List<ConversationId> Conversations { get; } = [];

    /// <summary>The conversations that have been counted against the task's limit.</summary>
    public List<ConversationId> Counted { get; } = [];

    /// <summary>Reads the journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="make">Makes a person of whom nothing is known yet.</param>
    /// <param name="workers">How many threads to do it on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Past> ReadAsync(IJournal journal, Func<PersonId, Person> make, int workers, CancellationToken cancellationToken)
    {
        var past = new Past();
        List<PersonId> people = [];
        await foreach (var (stream, _, _) in journal.StreamsAsync(onlyOpen: true, cancellationToken))
        {
            if (stream.Kind == 'p') people.Add(new PersonId(stream.Name));
            else if (stream.Kind == 'c') past.Conversations.Add(new ConversationId(stream.Name));
            else if (stream == SlotCount.Stream) past.Counted.AddRange(await SlotCount.ReadAsync(journal, cancellationToken));
        }

        var all = new PastPerson[people.Count];
        if (workers == 1)
        {
            for (var index = 0; index < all.Length; index++) all[index] = await ReadAsync(index, cancellationToken);
        }
        else
        {
            var limits = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, people.Count, limits, async (index, cancelled) => all[index] = await ReadAsync(index, cancelled));
        }

        past.People.AddRange(all.Where(person => !person.Person.Ended));
        past.ids.UnionWith(past.People.Select(one => one.Person.PersonId));
        await past.LookForEndsAsync(journal, cancellationToken);
        return past;

        async Task<PastPerson> ReadAsync(int index, CancellationToken cancelled)
        {
            return await ReadPersonAsync(journal, make, people[index], cancelled);
        }
    }

    /// <summary>Letters of conversations that are over, of which no record says that their people took them.</summary>
    public List<(PersonId To, Envelope Letter)> LastLetters { get; } = [];

    /// <summary>Whether somebody's promise has become a conversation.</summary>
    public bool MatchStands(PersonId person, Place place) => place is Promised promised && (open.Contains(new ConversationId(promised.Match)) || joining.Contains(person));

    /// <summary>The numbers of the last letters that people took: by who took it and who sent it.</summary>
    public Dictionary<(ActorId Person, ActorId Sender), long> TakenByPeople() => People
        .SelectMany(one => one.Taken.Select(taken => (Key: (one.Person.Id, taken.Key), taken.Value)))
        .ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Letters of people to conversations, of which no record of the person's says that they were taken.</summary>
    public ILookup<ActorId, Envelope> PendingLetters() => People
        .SelectMany(one => one.Pending.Select(letter => (letter.To, Envelope: new Envelope(one.Person.Id, letter.Number, letter.Letter))))
        .ToLookup(pair => pair.To, pair => pair.Envelope);

    private readonly HashSet<ConversationId> open = [];
    private readonly HashSet<PersonId> joining = [];
    private readonly HashSet<PersonId> ids = [];

    /// <summary>Whether somebody is still there.</summary>
    public bool Knows(PersonId person) => ids.Contains(person);

    /// <summary>What somebody who left for good sent to a conversation in their last moments: they are not rebuilt, so nobody else would
    /// send it again. Empty for who is still there.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="make">Makes a person of whom nothing is known yet.</param>
    /// <param name="person">Who.</param>
    /// <param name="conversation">To which conversation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Envelope>> LastOfGoneAsync(
        IJournal journal, Func<PersonId, Person> make, PersonId person, ConversationId conversation, CancellationToken cancellationToken)
    {
        if (ids.Contains(person)) return [];
        var gone = await ReadPersonAsync(journal, make, person, cancellationToken);
        List<Envelope> last = [.. gone.Pending.Where(letter => letter.To == conversation).Select(letter => new Envelope(gone.Person.Id, letter.Number, letter.Letter))];
        if (!last.Exists(envelope => envelope.Letter is LeftWorld)) last.Add(new Envelope(default, 0, new LeftWorld(person)));
        return last;
    }

    // An address may have been somebody's before: each who left for good is followed by somebody new.
    private static async Task<PastPerson> ReadPersonAsync(IJournal journal, Func<PersonId, Person> make, PersonId id, CancellationToken cancellationToken)
    {
        var person = new PastPerson(make(id));
        await foreach (var record in journal.ReadAsync(new StreamId('p', id.Value), cancellationToken))
        {
            if (person.Person.Ended) person = person.FollowedBy(make(id));
            person.Relive(RecordedStep.Read(record), journal.Run);
        }

        return person;
    }

    /// <summary>Who is in a conversation that is not open, as its last word is still on its way, or as it has not begun.</summary>
    private async Task LookForEndsAsync(IJournal journal, CancellationToken cancellationToken)
    {
        open.UnionWith(Conversations);
        foreach (var one in People)
        {
            ConversationId? id = one.Person.Place switch
            {
                InWorld world => world.Conversation,
                Promised promised => new ConversationId(promised.Match),
                _ => null,
            };
            if (id is not { } conversation || open.Contains(conversation)) continue;
            var any = false;
            await foreach (var record in journal.ReadAsync(new StreamId('c', conversation.Value), cancellationToken))
            {
                any = true;
                foreach (var send in RecordedStep.Read(record).Sent.Where(send => ActorId.Parse(send.To) == one.Person.Id))
                {
                    if (send.Number <= one.Taken.GetValueOrDefault(conversation)) continue;
                    LastLetters.Add((one.Person.PersonId, new Envelope(conversation, send.Number, send.Letter)));
                    if (send.Letter is JoinedWorld) joining.Add(one.Person.PersonId);
                }
            }

            if (any || one.Person.Place is not InWorld) continue;
            // It never began. Whoever sent the person there asks for it again.
            Conversations.Add(conversation);
            open.Add(conversation);
        }
    }
}
