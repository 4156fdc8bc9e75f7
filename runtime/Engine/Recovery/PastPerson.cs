using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine.People;

namespace ScriptChat.Engine.Recovery;

/// <summary>A person being rebuilt from their records.</summary>
internal sealed class PastPerson(Person person)
{
    private readonly List<(ActorId To, long Number, Letter Letter)> pending = [];

    public Person Person => person;

    /// <summary>Letters to conversations of which no record says that they were taken.</summary>
    public IReadOnlyList<(ActorId To, long Number, Letter Letter)> Pending => pending;

    /// <summary>The number of the last letter taken, by sender.</summary>
    public Dictionary<ActorId, long> Taken { get; } = [];

    /// <summary>Somebody of the same address who came after this one had left for good; what was sent last is still to be taken.</summary>
    /// <param name="next">Nothing is known of them yet.</param>
    public PastPerson FollowedBy(Person next)
    {
        var follower = new PastPerson(next);
        follower.pending.AddRange(pending);
        return follower;
    }

    public void Relive(RecordedStep step, long run)
    {
        person.Restore(step, run);
        foreach (var send in step.Sent)
        {
            var to = ActorId.Parse(send.To);
            if (to.Kind == 'c') pending.Add((to, send.Number, send.Letter));
        }

        if (step.From is not { } from) return;
        var sender = ActorId.Parse(from);
        Taken[sender] = step.Number;
        if (pending.Count == 0 || sender.Kind != 'c') return;
        switch (step.In)
        {
            case Told told:
                Heard(sender, told.Taken);
                break;
            case TakenUpTo taken:
                Heard(sender, taken.Taken);
                break;
            case WorldEnded:
                pending.RemoveAll(letter => letter.To == sender);
                break;
        }

        // Whoever says something has begun.
        pending.RemoveAll(letter => letter.To == sender && letter.Letter is Begin);
    }

    // What came before a word that was taken was taken too.
    private void Heard(ActorId conversation, long word)
    {
        var last = pending.FindLastIndex(letter => letter.To == conversation && letter.Letter is Spoke spoke && spoke.Number <= word);
        for (var index = last; index >= 0; index--)
        {
            if (pending[index].To == conversation) pending.RemoveAt(index);
        }
    }
}
