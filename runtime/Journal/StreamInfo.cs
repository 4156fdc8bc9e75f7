namespace ScriptChat.Journal;

/// <summary>What a journal knows of a stream without reading it.</summary>
/// <param name="Stream">Which.</param>
/// <param name="IsOpen">Whether more may come.</param>
/// <param name="Opened">When its first record was appended (UTC).</param>
public readonly record struct StreamInfo(StreamId Stream, bool IsOpen, DateTimeOffset Opened);
