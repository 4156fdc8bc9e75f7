namespace ScriptChat.Services.WebSocket.Connections;

/// <summary>How many messages a connection may still send now. For one thread at a time.</summary>
internal struct TokenBucket
{
    private readonly double perSecond;
    private readonly double burst;
    private readonly TimeProvider time;
    private double left;
    private long at;

    public TokenBucket(double perSecond, double burst, TimeProvider time)
    {
        this.perSecond = perSecond;
        this.burst = burst;
        this.time = time;
        left = burst;
        at = time.GetTimestamp();
    }

    /// <summary>Takes a cost at a moment; false when there is not enough.</summary>
    public bool Take(double cost, long now)
    {
        if (perSecond <= 0) return true;
        left = Math.Min(burst, left + (time.GetElapsedTime(at, now).TotalSeconds * perSecond));
        at = now;
        if (left < cost) return false;
        left -= cost;
        return true;
    }
}
