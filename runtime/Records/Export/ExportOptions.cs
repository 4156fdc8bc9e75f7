namespace ScriptChat.Records.Export;

/// <summary>How conversations are exported.</summary>
public sealed record ExportOptions
{
    /// <summary>The form.</summary>
    public required ExportFormat Format { get; init; }

    /// <summary>For <see cref="ExportFormat.Messages"/>: the speaker who becomes the assistant; null (the default) for whatever is said by
    /// the world or a model.</summary>
    public string? Assistant { get; init; }

    /// <summary>The task's name, for ParlAI's metadata. Default: empty.</summary>
    public string TaskName { get; init; } = "";

    /// <summary>The clock, for ParlAI's metadata. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
