using System.Runtime.CompilerServices;
using ScriptChat.Engine.Conversations;
using ScriptChat.Engine.Pairing;
using ScriptChat.Engine.People;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Simulations;

/// <summary>What must hold whenever nothing can happen without somebody doing something or time passing.</summary>
/// <param name="engine">The engine.</param>
/// <param name="isAssigning">Whether an assign_roles takes its time.</param>
internal sealed class Invariants(ChatEngine engine, Func<bool> isAssigning)
{
    private readonly Dictionary<PersonId, Person> people = [];
    private readonly Dictionary<ConversationId, Conversation> conversations = [];
    private readonly Dictionary<PoolId, Pool> pools = [];
    private readonly Dictionary<PersonId, (int Lines, int Worlds)> places = [];
    private int slots;

    public IReadOnlyDictionary<PersonId, Person> People => people;

    public IReadOnlyDictionary<PoolId, Pool> Pools => pools;

    public void Check()
    {
        Look();
        foreach (var person in people.Values) CheckPlace(person);
        foreach (var pool in pools.Values) CheckPool(pool);
        foreach (var conversation in conversations.Values) CheckConversation(conversation);
        var counted = 0;
        foreach (var pool in pools.Values)
        {
            counted += pool.RunningConversations.Count;
            foreach (var match in pool.Matches) counted += match.Started ? 0 : 1;
            foreach (var id in pool.RunningConversations) Require(conversations.ContainsKey(id), $"{pool.PoolId} counts a conversation that is over");
        }

        Require(counted == slots, $"{slots} slots are taken for {counted} conversations");
        foreach (var conversation in conversations.Values)
            Require(conversation.Agents.DistinctBy(agent => agent.Person).Count() == conversation.Agents.Count, $"somebody was paired with themselves in {conversation.ConversationId}");
    }

    /// <summary>After everybody has left, nothing is left.</summary>
    public void CheckEmpty()
    {
        Look();
        Require(people.Count == 0 && conversations.Count == 0, $"left over: {string.Join(", ", engine.Actors.Where(actor => actor is not Pool).Select(actor => actor.Id))}");
        foreach (var pool in pools.Values)
        {
            Require(pool.Waiting == 0 && pool.Matches.Count == 0 && pool.RunningConversations.Count == 0, $"pool {pool.PoolId} is not empty");
            Require(pool.DeadlineCount == 0, $"pool {pool.PoolId} has {pool.DeadlineCount} deadlines left");
            Require(pool.Remembered == 0, $"pool {pool.PoolId} remembers {pool.Remembered} senders");
        }

        Require(engine.Counts.InTaskWorlds == 0, $"slots are left");
    }

    private void Look()
    {
        people.Clear();
        conversations.Clear();
        pools.Clear();
        places.Clear();
        slots = engine.Counts.InTaskWorlds;
        foreach (var actor in engine.Actors)
        {
            if (actor is Person person) people.Add(person.PersonId, person);
            else if (actor is Conversation conversation) conversations.Add(conversation.ConversationId, conversation);
            else if (actor is Pool pool) pools.Add(pool.PoolId, pool);
        }

        foreach (var pool in pools.Values)
        {
            foreach (var entry in pool.Line.All()) places[entry.Agent.Person] = (places.GetValueOrDefault(entry.Agent.Person).Lines + 1, 0);
        }

        foreach (var conversation in conversations.Values)
        {
            if (conversation.IsOver || !conversation.Joined) continue;
            foreach (var agent in conversation.Agents)
            {
                if (agent.HasLeft) continue;
                var (lines, others) = places.GetValueOrDefault(agent.Person);
                places[agent.Person] = (lines, others + 1);
            }
        }
    }

    private void CheckPlace(Person person)
    {
        var (entries, worldsOf) = places.GetValueOrDefault(person.PersonId);
        if (entries + worldsOf > 1) throw new InvariantException($"{person.PersonId} is in {entries} pools and {worldsOf} worlds");
        switch (person.Place)
        {
            case Promised promised:
                Require(isAssigning(), $"{person.PersonId} is promised and nobody keeps the promise");
                Require(pools[promised.Pool].Line.Find(person.PersonId, promised.Entry)?.Match?.Id == promised.Match, $"{person.PersonId} is promised to a match that is not theirs");
                break;
            case InLine line:
                Require(pools.GetValueOrDefault(line.Pool)?.Line.Find(person.PersonId, line.Entry) is { } entry && entry.IsHere == person.IsHere, $"{person.PersonId} stands in a line that does not know them");
                break;
            case InWorld world:
                var conversation = conversations.GetValueOrDefault(world.Conversation);
                Require(conversation is { IsOver: false } && worldsOf == 1, $"{person.PersonId} is stranded in {world}");
                var agent = conversation!.Agents.Single(one => one.Person == person.PersonId);
                Require(!agent.HasLeft && agent.IsAway != person.IsHere, $"{person.PersonId} is not seen as they are in {world}");
                break;
            case BeforeOpening:
                Require(engine.Options.Catalog.Current is null, $"{person.PersonId} waits for a task that is there");
                break;
        }
    }

    private void CheckPool(Pool pool)
    {
        foreach (var entry in pool.Line.All())
            Require(people.GetValueOrDefault(entry.Agent.Person)?.Place is InLine line && line.Entry == entry.Number, $"{entry.Agent.Person} is a ghost in {pool.PoolId}");
        var task = engine.Options.Catalog.Current!.Config.Tasks.GetValueOrDefault(pool.PoolId.Task);
        Require(task is not null || pool.Waiting == pool.Line.All().Count(entry => entry.Match is not null), $"{pool.PoolId} is closed and has people");
        if (task is null || slots >= engine.Options.Catalog.Current.Config.MaxWorkers) return;
        Require(pool.Next is null, $"{pool.PoolId} has enough people and does not match them");
        if (pool.PoolId.Task != SimWorlds.Sides) return;
        Require(pool.Line.Free(int.MaxValue).DistinctBy(entry => SimWorlds.SideOf(entry.Agent.Person.Value)).Count() < 2, $"{pool.PoolId} has two who go together and does not match them");
    }

    private void CheckConversation(Conversation conversation)
    {
        if (conversation.IsOver) return;
        foreach (var agent in conversation.Agents.Where(agent => !agent.HasLeft))
        {
            var place = people.GetValueOrDefault(agent.Person)?.Place;
            var fits = conversation.Joined
                ? place is InWorld world && world.Conversation == conversation.ConversationId
                : isAssigning();
            Require(fits, $"{agent.Person} is a ghost in {conversation.ConversationId} ({conversation.Kind} {conversation.TaskName}); they are at {place}");
        }
    }

    private static void Require(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] Because what)
    {
        if (!condition) throw new InvariantException(what.ToString());
    }

    /// <summary>Why, put together only when it is needed.</summary>
    [InterpolatedStringHandler]
    internal ref struct Because
    {
        private DefaultInterpolatedStringHandler text;

        public Because(int literal, int holes, bool condition, out bool needed)
        {
            needed = !condition;
            text = needed ? new DefaultInterpolatedStringHandler(literal, holes) : default;
        }

        public void AppendLiteral(string value) => text.AppendLiteral(value);

        public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

        public override string ToString() => text.ToString();
    }
}
