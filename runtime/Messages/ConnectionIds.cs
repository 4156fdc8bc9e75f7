namespace ScriptChat.Messages;

/// <summary>Numbers connections, so that people, services and the gateway can speak of one without holding it.</summary>
public static class ConnectionIds
{
    private static long last;

    /// <summary>A number that no other connection of this process has. Never 0.</summary>
    public static long Next() => Interlocked.Increment(ref last);
}
