namespace ScriptChat.Tools.Load.Killing;

/// <summary>What became of a service that was killed, and of those who talked. Times in seconds.</summary>
internal sealed record KillReport
{
    /// <summary>How many connections talked.</summary>
    public required int Connections { get; init; }

    /// <summary>From each start of the process until all had had an answer to a new word.</summary>
    public required IReadOnlyList<double> Back { get; init; }

    /// <summary>The same until half of them had.</summary>
    public required IReadOnlyList<double> HalfBack { get; init; }

    /// <summary>How often it was killed, also while it was coming back.</summary>
    public required int Kills { get; init; }

    /// <summary>How long it was to take at most.</summary>
    public required double Within { get; init; }

    /// <summary>How many numbered words were begun.</summary>
    public required long Sent { get; init; }

    /// <summary>How many of them were acknowledged.</summary>
    public required long Acknowledged { get; init; }

    /// <summary>How many acknowledged ones never came.</summary>
    public required long Lost { get; init; }

    /// <summary>How many came again.</summary>
    public required long Doubled { get; init; }

    /// <summary>How many came after a later one.</summary>
    public required long Reordered { get; init; }

    /// <summary>How often somebody came back to their seat.</summary>
    public required long Resumed { get; init; }

    /// <summary>How large the journal was at the end, in megabytes.</summary>
    public required double JournalMegabytes { get; init; }

    /// <summary>The machine's load at the beginning and at the end: how far the times can be trusted.</summary>
    public required IReadOnlyList<string> LoadAverage { get; init; }

    /// <summary>What else went wrong, by name.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    /// <summary>Whether nothing was lost, doubled or reordered, nothing else went wrong, and all were back in time.</summary>
    public bool IsClean => Lost == 0 && Doubled == 0 && Reordered == 0 && Failures.Count == 0 && Back.All(seconds => seconds <= Within);
}
