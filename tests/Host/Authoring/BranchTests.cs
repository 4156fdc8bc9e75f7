using Microsoft.Playwright;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Authoring;

/// <summary>An author goes on from an event in a conversation of its own.</summary>
[TestFixture]
internal sealed class BranchTests : AuthorTests
{
    private const string Pair = """
        async Task parley()
        {
            if (!begun) foreach (var agent in Agents) agent.Observe("paired");
            begun = true;
            var turn = await Context.NextActAsync(Agents);
            foreach (var other in turn.Agent.Partners) other.Observe(turn.Message);
        }

        var begun = false;

        bool episode_done() => false;

        static void assign_roles(IReadOnlyList<ChatAgent> agents) => (agents[0].DisplayId, agents[1].DisplayId) = ("Ann", "Bob");

        """;

    [Test]
    public async Task Branch_OfAnEvent_GoesOnFromThereOnTheNewestScriptAndSurvivesAKill()
    {
        using var folder = Task();
        await using var runtime = folder.Serve();
        var address = await runtime.AddressAsync();
        var page = await OpenAsync(address);
        await EnterAsync(page);
        await SayAsync(page, "ask");
        await SayAsync(page, "so");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("I see: so 42");
        var drawn = await page.GetByRole(AriaRole.Log).GetByText("1: begin").TextContentAsync();
        await Expect(Panel(page).Locator(".author-event")).ToContainTextAsync("Event 5 of 5");
        for (var step = 0; step < 2; step++) await Panel(page).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Event before" }).ClickAsync();
        await Expect(Panel(page).Locator(".author-event")).ToContainTextAsync("Event 3 of 5");

        var branch = await BranchAsync(page);
        await Expect(branch.GetByRole(AriaRole.Log)).ToContainTextAsync("Why?");
        await Expect(branch.GetByRole(AriaRole.Log)).ToContainTextAsync(drawn!);
        await Expect(branch.GetByRole(AriaRole.Log)).Not.ToContainTextAsync("I see");
        await SayAsync(branch, "other");
        await Expect(branch.GetByRole(AriaRole.Log)).ToContainTextAsync("I see: other 42");
        await Expect(page.GetByRole(AriaRole.Log)).Not.ToContainTextAsync("other");
        await Expect(Section(branch, "place")).ToContainTextAsync("from event 3");
        await SayAsync(page, "here");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("3: here");

        await runtime.KillAsync();
        await using var second = ServeAt(folder, address.Port);
        await second.AddressAsync();
        await SayAsync(branch, "again");
        await Expect(branch.GetByRole(AriaRole.Log)).ToContainTextAsync("3: again");
        await branch.ReloadAsync();
        await Expect(branch.GetByRole(AriaRole.Log)).ToContainTextAsync("I see: other 42");
        Assert.That(await branch.Locator(".item .text").AllTextContentsAsync(), Has.Exactly(1).EqualTo("Why?").And.Exactly(1).EqualTo("ask"));

        // An edited script takes it along as any other.
        folder.Write("echo.csx", Talk.Replace("I see", "I know", StringComparison.Ordinal));
        await Expect(branch.GetByRole(AriaRole.Log)).ToContainTextAsync("I know: other 42");

        var (code, said) = await RuntimeProcess.RunAsync("export", "--data", folder.Data, "--format", "messages");
        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.Contain("here").And.Not.Contain("other"), "a branch is not among what people said");
    }

    [Test]
    public async Task Branch_OfTwoPeople_OpensBothSeatsSideBySide()
    {
        using var folder = Folder.Of(Pair, "agents_required = 2");
        await using var runtime = folder.Serve();
        var demo = await OpenAsync(new Uri(await runtime.AddressAsync(), "/author/demo?people=2"));
        var (one, two) = (Seat(demo, 0), Seat(demo, 1));
        await MeetAsync(one, two);
        await one.GetByRole(AriaRole.Button, new FrameLocatorGetByRoleOptions { Name = "Author", Exact = true }).ClickAsync();
        await Expect(one.Locator(".author-event")).ToContainTextAsync("says \"second\"");
        var branch = await BranchAsync(demo, one.GetByRole(AriaRole.Button, new FrameLocatorGetByRoleOptions { Name = "Branch here" }));
        var (ann, bob) = (Seat(branch, 0), Seat(branch, 1));
        foreach (var seat in new[] { ann, bob })
        {
            await Expect(seat.GetByRole(AriaRole.Log)).ToContainTextAsync("first");
            await Expect(seat.GetByRole(AriaRole.Log)).ToContainTextAsync("second");
        }

        await SayAsync(ann, "only in the branch");
        await Expect(bob.GetByRole(AriaRole.Log)).ToContainTextAsync("only in the branch");
        await Expect(two.GetByRole(AriaRole.Log)).Not.ToContainTextAsync("only in the branch");
    }

    [Test]
    public async Task Demo_OfTwo_IsPrintedAndPairsThem()
    {
        using var folder = Folder.Of(Pair, "agents_required = 2");
        await using var runtime = folder.Serve();
        var line = await runtime.LineAsync("Demo   ");
        Assert.That(line, Does.EndWith("2 people side by side, for echo"));
        var demo = await OpenAsync(new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        var (one, two) = (Seat(demo, 0), Seat(demo, 1));
        await MeetAsync(one, two);
        await demo.ReloadAsync();
        await Expect(one.GetByRole(AriaRole.Log)).ToContainTextAsync("second");
        await demo.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "One more" }).ClickAsync();
        await Expect(Seat(demo, 2).Locator("#state")).ToHaveTextAsync("Connected");

        folder.Write("echo.csx", "nonsense();");
        await Expect(demo.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Errors in the task" })).ToBeVisibleAsync();
        await Expect(one.GetByRole(AriaRole.Region, new FrameLocatorGetByRoleOptions { Name = "Errors in the task" })).ToHaveCountAsync(0);
    }

    private static async Task MeetAsync(IFrameLocator one, IFrameLocator two)
    {
        foreach (var seat in new[] { one, two })
        {
            await Expect(seat.Locator("#state")).ToHaveTextAsync("Connected");
            await SayAsync(seat, "begin");
        }

        await Expect(one.GetByRole(AriaRole.Log)).ToContainTextAsync("paired");
        await Expect(two.GetByRole(AriaRole.Log)).ToContainTextAsync("paired");
        await SayAsync(one, "first");
        await Expect(two.GetByRole(AriaRole.Log)).ToContainTextAsync("first");
        await SayAsync(two, "second");
        await Expect(one.GetByRole(AriaRole.Log)).ToContainTextAsync("second");
    }

    private static async Task SayAsync(IFrameLocator seat, string text)
    {
        var words = seat.GetByLabel("Your message");
        await words.FillAsync(text);
        await words.PressAsync("Enter");
    }

    private Task<IPage> BranchAsync(IPage page) => BranchAsync(page, Panel(page).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Branch here" }));

    private async Task<IPage> BranchAsync(IPage page, ILocator button)
    {
        var branch = await page.RunAndWaitForPopupAsync(() => button.ClickAsync());
        Watch(branch);
        return branch;
    }
}
