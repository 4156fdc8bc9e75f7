namespace ScriptChat.Diagnostics;

/// <summary>SC52: replay and export.</summary>
public static class RecordCodes
{
    /// <summary>No such conversation.</summary>
    public static readonly DiagnosticCode UnknownConversation = new("SC5201", "There is no such conversation in the journal", "See its id in an export (runtime export --format csv --kind all), and name the data folder with --task or --data");

    /// <summary>The file to write is there already.</summary>
    public static readonly DiagnosticCode FileExists = new("SC5202", "The file to write is there already", "Name another, or move it away; nothing was overwritten");

    /// <summary>The file can't be written.</summary>
    public static readonly DiagnosticCode Unwritable = new("SC5203", "A file can't be written", "Make room or make the folder writable; nothing was left behind");

    /// <summary>ParlAI's format is two files.</summary>
    public static readonly DiagnosticCode NeedsFile = new("SC5204", "ParlAI's format is two files, which can't go to the standard output", "Give --out NAME.jsonl; NAME.metadata is written beside it");

    /// <summary>The version of a conversation is not to be had.</summary>
    public static readonly DiagnosticCode NoVersion = new("SC5205", "The script version of a conversation is not to be had", "Keep the data folder whole, or replay on another script with --script");

    /// <summary>The script to replay on can't be used.</summary>
    public static readonly DiagnosticCode BadScript = new("SC5206", "The script to replay on can't be used", "Name a task's folder, or a script file of the same name as one of the task's");

    /// <summary>A replay went differently.</summary>
    public static readonly DiagnosticCode Differs = new("SC5207", "A replay of the conversation went differently", "See the events that are marked");

    /// <summary>The world isn't in the script.</summary>
    public static readonly DiagnosticCode NoWorld = new("SC5208", "The conversation's world is not in the script", "Name a script that has it");

    /// <summary>The dialogue does not go as recorded.</summary>
    public static readonly DiagnosticCode NotExact = new("SC5209", "A conversation can't be repeated exactly as a dialogue", "See the comments at the top of the file, and mend by hand what they name", Severity.Warning);

    /// <summary>No branch can be made there.</summary>
    public static readonly DiagnosticCode NoBranch = new("SC5210", "A conversation can't be branched there", "Branch at an event before what is named");

    /// <summary>A file that was sent is not to be had.</summary>
    public static readonly DiagnosticCode FileGone = new("SC5211", "A file that a message refers to is not to be had", "Bring the data folder's uploads back from a copy, or do without it", Severity.Warning);
}
