using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>A task <c>t</c> with one world, written in the test.</summary>
internal static class OneWorld
{
    public static TestCatalog Of(Func<WorldContext, Task> play, int agents = 1, Func<TaskEntry, TaskEntry>? change = null) =>
        Entry(agents, change).World("T", async context => { await play(context); return null; }).Publish();

    public static TestCatalog Of(Func<WorldContext, WorldInstance> create, int agents = 1, Func<TaskEntry, TaskEntry>? change = null) =>
        Entry(agents, change).World("T", create).Publish();

    /// <summary>Somebody who is in the world.</summary>
    public static TestPerson Player(this Bench bench) => bench.Guest().Say("t");

    private static TestCatalog Entry(int agents, Func<TaskEntry, TaskEntry>? change)
    {
        var entry = new TaskEntry { Name = "t", TaskWorld = "T", AgentsRequired = agents };
        return new TestCatalog().Menu().Task(change?.Invoke(entry) ?? entry);
    }
}
