namespace ScriptChat.Records.Export;

/// <summary>In what form conversations are exported. The README of this project shows each.</summary>
public enum ExportFormat
{
    /// <summary>ParlAI's conversations: <c>.jsonl</c> with <c>.metadata</c> beside it.</summary>
    Parlai,

    /// <summary>Chat messages with roles, a JSON object for each conversation.</summary>
    Messages,

    /// <summary>A table with a row for each turn.</summary>
    Csv,

    /// <summary>What worlds saved with <c>Context.Save</c>, a JSON object for each row.</summary>
    Rows,
}
