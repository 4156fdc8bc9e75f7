using ScriptChat.Engine;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Pairing;
using ScriptChat.Engine.People;

namespace ScriptChat.Dialogues.Tests.Crashes;

/// <summary>Where people are, seen from all sides: nobody is in two places, and nobody is where nobody knows them.</summary>
internal static class Whereabouts
{
    /// <summary>What is wrong with where people are.</summary>
    public static IEnumerable<string> Contradictions(ChatEngine engine)
    {
        var conversations = engine.Actors.OfType<Conversation>().Where(one => !one.IsOver && one.Joined).ToDictionary(one => one.ConversationId);
        var entries = engine.Actors.OfType<Pool>().SelectMany(pool => pool.Line.All().Select(entry => (pool.PoolId, entry.Number, entry.Agent.Person))).ToList();
        foreach (var other in engine.Actors.Where(one => one is not (Person or Pool or Conversation))) yield return $"{other.Id} is not rebuilt";
        var people = engine.Actors.OfType<Person>().ToList();
        foreach (var person in people)
        {
            var worlds = conversations.Values.Where(one => one.Agents.Any(agent => agent.Person == person.PersonId && !agent.HasLeft)).Select(one => one.ConversationId).ToList();
            var lines = entries.Where(entry => entry.Person == person.PersonId).ToList();
            if (worlds.Count + lines.Count > 1) yield return $"{person.PersonId} is in {worlds.Count} worlds and {lines.Count} lines";
            var isRight = person.Place switch
            {
                InWorld world => worlds.Contains(world.Conversation),
                InLine line => lines.Any(entry => entry.PoolId == line.Pool && entry.Number == line.Entry),
                _ => worlds.Count + lines.Count == 0,
            };
            if (!isRight) yield return $"{person.PersonId} is at {person.Place}, and in {worlds.Count} worlds and {lines.Count} lines";
        }

        var present = people.Select(person => person.PersonId).ToHashSet();
        foreach (var entry in entries.Where(entry => !present.Contains(entry.Person))) yield return $"{entry.Person} is in line and nowhere else";
        foreach (var conversation in conversations.Values)
            foreach (var agent in conversation.Agents.Where(agent => !agent.HasLeft && !present.Contains(agent.Person)))
                yield return $"{agent.Person} is in a world and nowhere else";
        var running = engine.Actors.OfType<Pool>().Sum(pool => pool.RunningConversations.Count);
        if (engine.Counts.InTaskWorlds != running) yield return $"{engine.Counts.InTaskWorlds} slots are taken for {running} conversations";
    }
}
