using ScriptChat.Actors.Work;
using ScriptChat.Diagnostics;
using ScriptChat.Journal;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Options;

/// <summary>What the host hands to the engine.</summary>
public sealed record EngineOptions
{
    /// <summary>Where the task's newest version is found.</summary>
    public required IWorldCatalog Catalog { get; init; }

    /// <summary>Where steps are recorded.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>The clock and its timers. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where work goes that the thread at hand does not do itself. Default: the thread pool.</summary>
    public IWork Work { get; init; } = PooledWork.Instance;

    /// <summary>Where the engine says what happens. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;

    /// <summary>Whether the service goes on after a stop, as its journal outlives it: people keep their seats then. Default: false.</summary>
    public bool GoesOnAfterStop { get; init; }

    /// <summary>Whether live conversations follow a newer version of their script, asked at each. Default: no; they finish on theirs.</summary>
    public Func<bool> FollowsReloads { get; init; } = () => false;

    /// <summary>Told of each message that a world shows somebody, while the script's call is still on the stack; what it does is
    /// part of that call. For tools that ask who speaks. Default: nobody is told.</summary>
    public Action<PersonId, Message>? Observed { get; init; }

    /// <summary>Told when the conversations that there were at a new version have been asked whether they follow it; from any thread.
    /// Must return soon. Default: nobody is.</summary>
    public Action<FollowedReload>? Followed { get; init; }

    /// <summary>Told of each stream that a record was appended to, from any thread, often. Must return at once. Default: nobody is.</summary>
    public Action<StreamId>? Recorded { get; init; }

    /// <summary>Makes ids and seeds; null (the default) for the system's own chance.</summary>
    public int? Seed { get; init; }

    /// <summary>The password of the gate; null to take the configuration's.</summary>
    public string? Password { get; init; }

    /// <summary>Opens a file that a person sent, for the worlds. Called from any thread; throws <see cref="FileNotFoundException"/> for what
    /// is not there. Default: there are none.</summary>
    public Func<Payload, Stream> OpenUpload { get; init; } = static _ => throw new FileNotFoundException("This service keeps no files.");

    /// <summary>How many messages of a person may wait unhandled; more are refused with SC4002. Default: 64.</summary>
    public int UnhandledLimit { get; init; } = 64;

    /// <summary>How long a script may run without giving control back. Default: 2 seconds.</summary>
    public TimeSpan RunawayAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long eligibility and on_removed may take. Default: 2 seconds.</summary>
    public TimeSpan HookLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a person who is away outside a pool is kept; null (the default) for what the configuration says.</summary>
    public TimeSpan? SessionLifetime { get; init; }

    /// <summary>How many messages are kept for a person who may come back. Default: 1,000.</summary>
    public int OutboxLimit { get; init; } = 1000;
}

/// <summary>What became of the live conversations at a new version.</summary>
/// <param name="Version">The version.</param>
/// <param name="Followed">How many go on with it.</param>
/// <param name="Stayed">For each that goes on with the version that it has: why.</param>
public sealed record FollowedReload(string Version, int Followed, IReadOnlyList<string> Stayed);
