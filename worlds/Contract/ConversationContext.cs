using System.Text.Json;

namespace ScriptChat.Worlds;

/// <summary>A running conversation as its world sees it. All that it gives is repeatable: the same events again give the same.</summary>
public abstract class ConversationContext
{
    /// <summary>The conversation's id.</summary>
    public abstract string ConversationId { get; }

    /// <summary>The task's name as the overworld returns it; empty in an overworld.</summary>
    public abstract string TaskName { get; }

    /// <summary>The world's name.</summary>
    public abstract string WorldName { get; }

    /// <summary>The version of the scripts that this conversation runs on.</summary>
    public abstract string ScriptVersion { get; }

    /// <summary>The time of the event that is being handled (UTC). It stands still between two events.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Chance, seeded by the conversation.</summary>
    public abstract Random Random { get; }

    /// <summary>What <c>module_initialize</c> returned, as JSON; empty when there is none. A value that is not an object stands under <c>"value"</c>.</summary>
    public abstract ReadOnlyData Module { get; }

    /// <summary>The serializer options to use in scripts: they go away with the script's version, where the framework's
    /// defaults would keep every version of a script's types in memory.</summary>
    public abstract JsonSerializerOptions Json { get; }

    /// <summary>A new id, repeatable as all else here.</summary>
    public abstract Guid NewId();

    /// <summary>Waits. The timer is recorded; it counts the service's running time.</summary>
    /// <param name="time">How long; zero or more.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public abstract Task DelayAsync(TimeSpan time, CancellationToken cancellationToken = default);

    /// <summary>Runs a side effect (HTTP, files) off the conversation's thread and gives its result; once the result or the
    /// exception is recorded, the work is never run again.</summary>
    /// <typeparam name="T">The result, kept as JSON.</typeparam>
    /// <param name="name">Names the effect within the conversation; the nth use of a name is an effect of its own.</param>
    /// <param name="work">The work. It gets a key for the other side to recognize a repeated call by, and a token that
    /// is cancelled when the conversation ends. It must not touch agents.</param>
    /// <remarks>A conversation that follows a saved script gets the recorded result where the name and its use are the same, whatever
    /// the work does now: give it another name when the work has changed.</remarks>
    /// <exception cref="SideEffectException">The work threw; the message is its message.</exception>
    public abstract Task<T> OnceAsync<T>(string name, Func<string, CancellationToken, Task<T>> work);

    /// <summary>Adds a row to the task's dataset, which <c>runtime export</c> and the data folder's reader give as JSON lines.
    /// It is kept together with the event that is being handled: both or neither.</summary>
    /// <typeparam name="T">The row's type; a script's own records and anonymous types are fine.</typeparam>
    /// <param name="row">The row; copied as JSON.</param>
    /// <exception cref="NotSupportedException">The row can't be written as JSON.</exception>
    public abstract void Save<T>(T row);

    /// <summary>Opens a file that a person sent. It is here at once and never changes, so it may be read anywhere, also when the
    /// conversation is rebuilt and in the work of <see cref="OnceAsync"/>.</summary>
    /// <param name="payload">A person's payload, or one whose <see cref="Payload.Data"/> holds the content.</param>
    /// <returns>The content, in memory and read-only.</returns>
    /// <exception cref="FileNotFoundException">The payload refers to no file of this service, or it was deleted.</exception>
    public virtual Stream OpenUpload(Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return payload.Data is { } data
            ? new MemoryStream(Convert.FromBase64String(data), writable: false)
            : throw new FileNotFoundException("The payload refers to no stored file.");
    }

    /// <summary>Waits for whichever of <paramref name="agents"/> speaks first.</summary>
    /// <param name="agents">Whom to wait for; those who have left are passed over.</param>
    /// <param name="timeout">How long to wait; null (the default) for ever.</param>
    /// <returns>Who spoke and what; null when the time was over.</returns>
    /// <exception cref="AgentLeftException">One of them leaves during the wait, or none is left at its start.</exception>
    public abstract Task<Turn?> NextActAsync(IEnumerable<ChatAgent> agents, TimeSpan? timeout = null);
}
