namespace ScriptChat.Engine.Actors;

/// <summary>The wall clock for what is recorded, and the service's running time for what is due.</summary>
internal sealed class Clock(TimeProvider time)
{
    private readonly long start = time.GetTimestamp();

    public DateTimeOffset Now => time.GetUtcNow();

    public TimeSpan Running => time.GetElapsedTime(start);
}
