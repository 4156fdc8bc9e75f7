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
    public string Service => Value[..Value.IndexOf(':', StringComparison.Ordinal)];

    /// <inheritdoc />
    public override string ToString() => Value;
}
