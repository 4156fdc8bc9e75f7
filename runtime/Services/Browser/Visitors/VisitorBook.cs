using System.Collections.Concurrent;
using System.Security.Cryptography;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Browser.Limits;

namespace ScriptChat.Services.Browser.Visitors;

/// <summary>Who the visitors are: found by session when they call, by connection when something is said to them, and let go
/// when they are silent for too long.</summary>
internal sealed class VisitorBook(string service, BrowserSettings settings)
{
    private const int AddressLetters = 24;
    private const int SessionLetters = 48;

    private readonly ConcurrentDictionary<string, Visitor> bySession = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, Visitor> byConnection = new();

    /// <summary>How many there are.</summary>
    public int Count => bySession.Count;

    /// <summary>Whether nobody new can be taken.</summary>
    public bool IsFull => bySession.Count >= settings.Visitors.Count;

    /// <summary>The visitor of a session, or null.</summary>
    public Visitor? Find(string? session) => session is not null && bySession.TryGetValue(session, out var visitor) ? visitor : null;

    /// <summary>The visitor behind a connection, or null.</summary>
    public Visitor? Find(long connection) => byConnection.GetValueOrDefault(connection);

    /// <summary>Somebody new.</summary>
    public Visitor Add()
    {
        var person = new PersonId(service, RandomNumberGenerator.GetHexString(AddressLetters, lowercase: true));
        var visitor = new Visitor(RandomNumberGenerator.GetHexString(SessionLetters, lowercase: true), person, settings.Time.GetTimestamp());
        bySession[visitor.Session] = visitor;
        byConnection[visitor.Connection] = visitor;
        return visitor;
    }

    /// <summary>The visitor's session means nobody any more.</summary>
    public void Remove(Visitor visitor)
    {
        bySession.TryRemove(visitor.Session, out _);
        byConnection.TryRemove(visitor.Connection, out _);
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Visitor> All() => bySession.Values;

    /// <summary>Those who were silent for too long, or let too much wait.</summary>
    public IEnumerable<(Visitor Visitor, DiagnosticCode Why)> Lost()
    {
        var now = settings.Time.GetTimestamp();
        foreach (var visitor in bySession.Values)
        {
            if (visitor.Inbox.Count >= settings.Visitors.Waiting) yield return (visitor, ServiceCodes.SlowReader);
            else if (visitor.Calls == 0 && settings.Time.GetElapsedTime(visitor.LastCall, now) >= settings.Visitors.IdleAfter) yield return (visitor, ServiceCodes.Idle);
        }
    }
}
