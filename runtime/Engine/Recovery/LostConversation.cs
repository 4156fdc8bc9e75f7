using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.People;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Recovery;

/// <summary>What is left of a conversation that could not be rebuilt: it lets its people go, and ends.</summary>
internal sealed class LostConversation : Actor
{
    private readonly Begin? begin;
    private readonly Dictionary<PersonId, long> taken = [];
    private readonly HashSet<PersonId> gone = [];
    private readonly PersonId[] people;
    private readonly string? pool;
    private readonly string match;

    /// <param name="id">Its id.</param>
    /// <param name="steps">What there is of its records.</param>
    /// <param name="there">Who is in it, or promised to it, as they know themselves.</param>
    public LostConversation(ConversationId id, IReadOnlyList<RecordedStep> steps, IReadOnlyList<Person> there)
        : base(id)
    {
        ConversationId = id;
        foreach (var step in steps)
        {
            Remember(step);
            if (step.In is Begin first) begin = first;
            if (step.In is LeftWorld left) gone.Add(left.Person);
            foreach (var (to, letter) in step.Sent.Select(send => (ActorId.Parse(send.To), send.Letter)).Where(send => send.Item1.Kind == 'p'))
            {
                var person = new PersonId(to.Name);
                if (letter is Told told) taken[person] = told.Taken;
                else if (letter is TakenUpTo upTo) taken[person] = upTo.Taken;
                else if (letter is WorldEnded) gone.Add(person);
            }
        }

        people = [.. begin is null ? there.Select(person => person.PersonId) : begin.Agents.Select(agent => agent.Person)];
        // Without its beginning: the match that led to it has its name.
        pool = begin is not null
            ? begin.Match is null ? null : begin.Task
            : there.Select(person => person.Place).Select(place => place is InWorld { Kind: WorldKind.Task } world ? world.Task : (place as Promised)?.Pool.Task).FirstOrDefault(task => task is not null);
        match = begin?.Match ?? id.Value;
    }

    public ConversationId ConversationId { get; }

    public override void Handle(Letter letter, Step step)
    {
        if (letter is not Abandoned)
        {
            // Nobody is here to listen; the people hear so in a moment.
            step.Recorded = false;
            return;
        }

        Ended = true;
        foreach (var person in people.Where(person => !gone.Contains(person)))
        {
            if (pool is not null) step.Send(person, new JoinedWorld(ConversationId, match));
            step.Send(person, new WorldEnded(ConversationId, WorldOutcome.Lost, null, null, taken.GetValueOrDefault(person)));
        }

        if (pool is null) return;
        step.Send(new PoolId(pool), new RolesAssigned(ConversationId, match, people, []));
        step.Send(new PoolId(pool), new ConversationOver(ConversationId));
    }
}
