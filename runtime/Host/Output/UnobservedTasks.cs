using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Traces;

namespace ScriptChat.Host.Output;

/// <summary>Logs what scripts' tasks threw that nobody awaited, which would vanish otherwise: <c>_ = WarnAsync();</c>. It is heard of only
/// when the task is collected as garbage, so some time later and without its conversation.</summary>
internal sealed class UnobservedTasks : IDisposable
{
    private readonly IEventLog log;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="log">Where to say it.</param>
    public UnobservedTasks(IEventLog log)
    {
        this.log = log;
        TaskScheduler.UnobservedTaskException += Tell;
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Tell;

    // Those of the runtime itself and of packages are nothing that an author could mend.
    private void Tell(object? sender, UnobservedTaskExceptionEventArgs unobserved)
    {
        foreach (var error in unobserved.Exception.InnerExceptions.Where(error => ScriptTrace.Of(error).Count > 0))
            log.Write(WorldCodes.TaskUnobserved.Severity, WorldCodes.TaskUnobserved, $"{WorldCodes.TaskUnobserved.Title}; {WorldCodes.TaskUnobserved.Advice}.", error: error);
    }
}
