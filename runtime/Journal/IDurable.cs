namespace ScriptChat.Journal;

/// <summary>What waits for a record to be durable: whatever leaves the process because of it.</summary>
public interface IDurable
{
    /// <summary>The record is durable, and so are all before it. Called in the order of the records, perhaps before the append returns.</summary>
    void Stored();

    /// <summary>The record could not be stored, and nothing after it is: what was to leave must not.</summary>
    /// <param name="error">Why.</param>
    void NotStored(Exception error);
}
