namespace ScriptChat.Tools.Load.Killing;

/// <summary>How often a service is killed, and what it must do.</summary>
internal sealed record KillOptions
{
    /// <summary>Its command line; <c>{port}</c> stands for the port and <c>{data}</c> for a folder that outlives it.</summary>
    public required string Server { get; init; }

    /// <summary>The path of the WebSocket.</summary>
    public string Path { get; init; } = "/websocket";

    /// <summary>How often it is killed.</summary>
    public int Times { get; init; } = 20;

    /// <summary>How often it is killed once more while it is coming back: every so many kills; 0 for never.</summary>
    public int EarlyEvery { get; init; } = 5;

    /// <summary>How long it runs at most, once everybody has an answer, before it is killed: from nothing to this.</summary>
    public TimeSpan Between { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the start of its process until each has had an answer to a new word.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How those talk who must not notice.</summary>
    public required SteadyOptions Talk { get; init; }
}
