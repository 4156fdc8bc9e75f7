namespace ScriptChat.Scripting.Watching;

/// <summary>Chooses how a task is watched.</summary>
internal static class TaskWatches
{
    // The name that users of dotnet watch know: events get lost on shares and in containers.
    private const string PollingVariable = "DOTNET_USE_POLLING_FILE_WATCHER";

    /// <summary>Begins to watch.</summary>
    /// <param name="folder">The task's folder.</param>
    /// <param name="time">The clock of polling.</param>
    /// <param name="touched">Told of each path that may have changed, from any thread.</param>
    public static ITaskWatch Start(string folder, TimeProvider time, Action<string> touched)
    {
        if (Environment.GetEnvironmentVariable(PollingVariable) is "1" or "true" or "True" or "TRUE") return new PollingWatch(folder, time, touched);
        try
        {
            return new EventWatch(folder, touched);
        }
        catch (IOException)
        {
            // The system has no watch left to give (inotify's limit).
            return new PollingWatch(folder, time, touched);
        }
    }
}

/// <summary>Says when a file of a task may have changed. May say so too often.</summary>
internal interface ITaskWatch : IDisposable
{
    /// <summary>From now on follows these files too, wherever they are; they need not exist.</summary>
    void Follow(IEnumerable<string> files);
}
