using ScriptChat.Engine.Actors;
using ScriptChat.Engine.Letters;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Recovery;

/// <summary>What is left of a conversation that could not be rebuilt: it lets its people go, and ends.</summary>
internal sealed class LostConversation : Actor
{
    private readonly Begin? begin;
    private readonly Dictionary<PersonId, long> taken = [];
    private readonly HashSet<PersonId> gone = [];

    public LostConversation(ConversationId id, IReadOnlyList<RecordedStep> steps)
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
        if (begin is null) return;
        foreach (var person in begin.Agents.Select(agent => agent.Person).Where(person => !gone.Contains(person)))
        {
            if (begin.Match is { } match) step.Send(person, new JoinedWorld(ConversationId, match));
            step.Send(person, new WorldEnded(ConversationId, WorldOutcome.Lost, null, null, taken.GetValueOrDefault(person)));
        }

        if (begin.Match is null) return;
        step.Send(new PoolId(begin.Task), new RolesAssigned(ConversationId, begin.Match, [.. begin.Agents.Select(agent => agent.Person)], []));
        step.Send(new PoolId(begin.Task), new ConversationOver(ConversationId));
    }
}
