using System.Threading.Channels;
using ScriptChat.Messages;

namespace ScriptChat.Services.Browser.Visitors;

/// <summary>Somebody who comes by <c>POST /interact</c>: they have no open connection, so what is said to them waits for their next call.</summary>
internal sealed class Visitor(string session, PersonId person, long now)
{
    private readonly Channel<Delivery> inbox = Channel.CreateUnbounded<Delivery>();
    private int calls;
    private long lastCall = now;
    private int over;

    /// <summary>The secret by which they are known.</summary>
    public string Session { get; } = session;

    /// <summary>Their address.</summary>
    public PersonId Person { get; } = person;

    /// <summary>The number of what stands for their connection.</summary>
    public long Connection { get; } = ConnectionIds.Next();

    /// <summary>Lets one of their calls in at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Held while the gateway takes an arrival: it wants a person's one after the other.</summary>
    public Lock Gate { get; } = new();

    /// <summary>What waits for them.</summary>
    public ChannelReader<Delivery> Inbox => inbox.Reader;

    /// <summary>How many calls of theirs are under way or wait.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>When they called last.</summary>
    public long LastCall => Interlocked.Read(ref lastCall);

    /// <summary>Whether nothing more will be said to them.</summary>
    public bool Over => Volatile.Read(ref over) != 0;

    /// <summary>Whether they have heard all that will ever be said.</summary>
    public bool HasHeardAll => Over && inbox.Reader.Count == 0 && Unanswered.Count == 0;

    /// <summary>A call begins.</summary>
    public int Begin(long moment)
    {
        Interlocked.Exchange(ref lastCall, moment);
        return Interlocked.Increment(ref calls);
    }

    /// <summary>A call is over.</summary>
    public void End(long moment)
    {
        Interlocked.Exchange(ref lastCall, moment);
        Interlocked.Decrement(ref calls);
    }

    /// <summary>What was taken from the inbox and has not reached them yet: a call that breaks off loses nothing. For the call
    /// whose turn it is.</summary>
    public List<Delivery> Unanswered { get; } = [];

    /// <summary>Something is said to them. Who lets too much wait counts as gone.</summary>
    public void Put(Delivery delivery, int limit)
    {
        if (inbox.Reader.Count >= limit) Finish();
        else inbox.Writer.TryWrite(delivery);
    }

    /// <summary>Nothing will be said to them any more.</summary>
    public void Finish()
    {
        Interlocked.Exchange(ref over, 1);
        inbox.Writer.TryComplete();
    }
}
