using System.Text.Json.Serialization;

namespace ScriptChat.Messages;

/// <summary>A person at a service's address: <c>service:external</c>. The external part is the service's own and carries no secret.</summary>
/// <param name="Value">The whole address.</param>
public readonly record struct PersonId(string Value)
{
    /// <summary>The address of somebody at a service.</summary>
    public PersonId(string service, string external)
        : this($"{service}:{external}")
    {
    }

    /// <summary>The name of the service through which the person is reached.</summary>
    [JsonIgnore]
    public string Service => ServiceName.ToString();

    /// <summary><see cref="Service"/> as a part of <see cref="Value"/>: who looks the service up for each delivery makes no string of it.</summary>
    [JsonIgnore]
    public ReadOnlySpan<char> ServiceName => Value.AsSpan(0, Value.IndexOf(':', StringComparison.Ordinal));

    /// <inheritdoc />
    public override string ToString() => Value;
}
