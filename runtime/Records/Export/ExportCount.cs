namespace ScriptChat.Records.Export;

/// <summary>How much was exported.</summary>
/// <param name="Conversations">How many conversations; those without anything to write count too.</param>
/// <param name="Items">How many turns, or rows of the dataset.</param>
public readonly record struct ExportCount(int Conversations, int Items);
