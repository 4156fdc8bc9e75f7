namespace ScriptChat.Scripting.Watching;

/// <summary>Says when a file of a task may have changed. May say so too often.</summary>
internal interface ITaskWatch : IDisposable
{
    /// <summary>From now on follows these files too, wherever they are; they need not exist.</summary>
    void Follow(IEnumerable<string> files);
}
