using System.Runtime.InteropServices;
using ScriptChat.Messages;

namespace ScriptChat.Services.WebSocket.Connections;

/// <summary>One turn for each person with a session, shared by their connections: the gateway wants a person's arrivals one
/// after the other, and for a moment somebody may have two connections.</summary>
internal sealed class PersonTurns
{
    private readonly Dictionary<PersonId, Turn> turns = [];

    /// <summary>The person's turn; give it back with <see cref="Return"/>.</summary>
    public Turn Take(PersonId person)
    {
        lock (turns)
        {
            ref var turn = ref CollectionsMarshal.GetValueRefOrAddDefault(turns, person, out _);
            turn ??= new Turn(person);
            turn.Holders++;
            return turn;
        }
    }

    /// <summary>One holder fewer.</summary>
    public void Return(Turn turn)
    {
        lock (turns)
        {
            if (--turn.Holders == 0) turns.Remove(turn.Person);
        }
    }

    /// <summary>Held while the gateway takes an arrival of the person.</summary>
    internal sealed class Turn(PersonId person)
    {
        public PersonId Person { get; } = person;

        public Lock Gate { get; } = new();

        public int Holders { get; set; }
    }
}
