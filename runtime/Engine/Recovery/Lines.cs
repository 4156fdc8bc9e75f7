using ScriptChat.Actors.Letters;
using ScriptChat.Engine.Pairing;
using ScriptChat.Engine.People;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Recovery;

/// <summary>Makes the pools anew from what the people know: where they wait, since when, and what they agreed to.</summary>
internal static class Lines
{
    /// <summary>The pools, their lines in the old order.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="make">Makes an empty pool.</param>
    public static IReadOnlyList<Pool> Restore(Past past, Func<PoolId, Pool> make)
    {
        var open = past.Conversations.ToHashSet();
        // Whose match became a conversation that is over hears from it, not from the line.
        var waiting = past.People
            .Where(one => one.Person.Place is InLine && (Stands(one.Person.Place, open) || !past.MatchStands(one.Person.PersonId, one.Person.Place)))
            .ToLookup(one => ((InLine)one.Person.Place).Pool);
        var running = past.People.Select(one => one.Person.Place).OfType<InWorld>()
            .Where(world => world.Kind == WorldKind.Task && open.Contains(world.Conversation))
            .ToLookup(world => new PoolId(world.Task), world => world.Conversation);
        List<Pool> pools = [];
        foreach (var id in waiting.Select(group => group.Key).Union(running.Select(group => group.Key)))
        {
            var entries = waiting[id]
                .Select(one => (one.Person, Place: (InLine)one.Person.Place))
                .OrderBy(one => one.Place.Since).ThenBy(one => one.Place.Entry)
                .Select(one => (one.Person, one.Place, Entry: new Entry(one.Place.Entry, one.Person.Seed(), one.Place.Since, null)))
                .ToList();
            var started = entries.Where(one => Stands(one.Place, open)).GroupBy(one => ((Promised)one.Place).Match)
                .Select(group => new Match(group.Key, [.. group.Select(one => one.Entry)]))
                .ToList();
            var pool = make(id);
            pool.Restore(entries.Select(one => one.Entry), started, running[id].Union(started.Select(match => new ConversationId(match.Id))));
            pools.Add(pool);
        }

        return pools;
    }

    private static bool Stands(Place place, HashSet<ConversationId> open) => place is Promised promised && open.Contains(new ConversationId(promised.Match));
}
