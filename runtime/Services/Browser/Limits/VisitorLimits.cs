namespace ScriptChat.Services.Browser.Limits;

/// <summary>What visitors by <c>POST /interact</c> may ask, and how long they are waited for and with.</summary>
public sealed record VisitorLimits
{
    /// <summary>The largest body in bytes. A larger one is answered with 413. Default: 64 KB.</summary>
    public int BodyBytes { get; init; } = 64 * 1024;

    /// <summary>How long a call waits for the first message. Default: 10 seconds.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it has to be quiet before what came is the answer. Default: 50 ms.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How many messages one answer holds; what is more comes with the next call. Default: 100.</summary>
    public int AnswerMessages { get; init; } = 100;

    /// <summary>How long a visitor may be silent before they count as gone. Default: 15 minutes.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many messages wait for a visitor who does not call. With more they count as gone. Default: 1,000.</summary>
    public int Waiting { get; init; } = 1000;

    /// <summary>Visitors at one time; one more is answered with 503. Default: 10,000.</summary>
    public int Count { get; init; } = 10_000;

    /// <summary>Calls of one visitor that wait for each other; one more is answered with 429. Default: 8.</summary>
    public int CallsAtOnce { get; init; } = 8;
}
