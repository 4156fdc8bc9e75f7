using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Host.Authoring;

/// <summary>Says to those who look at somebody when something was recorded of them or of their conversation.</summary>
/// <param name="conversationOf">The conversation that somebody is in.</param>
internal sealed class ChangeBoard(Func<PersonId, ConversationId?> conversationOf)
{
    private ImmutableArray<Watcher> watchers = [];

    /// <summary>Told when nobody looks any more.</summary>
    public event Func<Task>? Left;

    /// <summary>Something was recorded. Called for every record of the service.</summary>
    public void Recorded(StreamId stream)
    {
        foreach (var watcher in watchers)
        {
            var isPerson = stream.Kind == 'p' && stream.Name == watcher.Person.Value;
            if (isPerson) watcher.Conversation = conversationOf(watcher.Person)?.Value;
            if (isPerson || (stream.Kind == 'c' && stream.Name == watcher.Conversation)) watcher.Signal.Writer.TryWrite(true);
        }
    }

    /// <summary>Says so at each change; those in between are one.</summary>
    public async IAsyncEnumerable<long> WatchAsync(PersonId person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var own = new Watcher(person, Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite })) { Conversation = conversationOf(person)?.Value };
        ImmutableInterlocked.Update(ref watchers, all => all.Add(own));
        try
        {
            var count = 0L;
            await foreach (var _ in own.Signal.Reader.ReadAllAsync(cancellationToken)) yield return ++count;
        }
        finally
        {
            ImmutableInterlocked.Update(ref watchers, all => all.Remove(own));
            if (watchers.IsEmpty && Left is { } left) await left();
        }
    }

    private sealed record Watcher(PersonId Person, Channel<bool> Signal)
    {
        public volatile string? Conversation;

        public bool Equals(Watcher? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
    }
}
