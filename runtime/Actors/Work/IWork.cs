namespace ScriptChat.Actors.Work;

/// <summary>Where work goes that the thread at hand does not do itself.</summary>
public interface IWork
{
    /// <summary>Queues work. Called from any thread.</summary>
    /// <param name="work">What to do; it does not throw.</param>
    void Post(Action work);
}
