using ScriptChat.Engine.Replaying;
using ScriptChat.Messages;

namespace ScriptChat.Inspection.Tests;

/// <summary>Where there is no going on, a branch is refused with the reason, and nothing is made.</summary>
[TestFixture]
internal sealed class BranchTests
{
    [Test]
    public async Task Event_ThatIsNotThere_GivesNothing([Values(-1, 0, 99)] int number)
    {
        await using var task = await InspectedTask.OfAsync("async Task parley() => await Agent.ActAsync();\nbool episode_done() => false;\n");
        var ann = task.Come("ann", "t", "one");
        Assert.That(await task.Brancher.BranchAsync(task.Inspector.ConversationOf(ann)!.Value, number, Nobody, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Event_AfterSomethingForeign_IsRefused()
    {
        await using var task = await InspectedTask.OfAsync("async Task parley() { await Agent.ActAsync(); await Task.Yield(); await Agent.ActAsync(); done = true; }\nvar done = false;\nbool episode_done() => done;\n");
        var ann = task.Come("ann", "t", "one", "two");
        var trail = (await task.LookAsync(ann))["conversations"]!.AsArray();
        var over = new ConversationId((string)trail.First(one => (string?)one!["kind"] == "task")!["id"]!);
        var refused = Assert.ThrowsAsync<ReplayException>(() => task.Brancher.BranchAsync(over, 3, Seat, CancellationToken.None));
        Assert.That(refused!.Diagnostic.Code, Is.EqualTo("SC5210"));
        Assert.That(refused.Message, Does.Contain("no branch there"));
    }

    private static PersonId Nobody() => throw new InvalidOperationException("Nobody is to be made.");

    private static PersonId Seat() => new("test", Guid.NewGuid().ToString("N"));
}
