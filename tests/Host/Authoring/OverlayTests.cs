using Microsoft.Playwright;

namespace ScriptChat.Host.Tests.Authoring;

/// <summary>An author saves, and sees on the page what came of it.</summary>
[TestFixture]
internal sealed class OverlayTests : AuthorTests
{
    private const string Errors = "Errors in the task";

    [Test]
    public async Task Save_WithAnError_ShowsItsPlaceUntilItIsMended()
    {
        using var folder = Task();
        await using var runtime = folder.Serve();
        var page = await OpenAsync(await runtime.AddressAsync());
        var overlay = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = Errors });
        var toast = page.Locator(".author-toast");
        await BeginAsync(page);
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("1: begin");
        await page.GetByLabel("Your message").PressSequentiallyAsync("half a w");

        folder.Write("echo.csx", "// One.\nasync Task parley()\n{\n\tawait nonsense();\n}\n\nbool episode_done() => false;\n");
        await Expect(overlay).ToBeVisibleAsync();
        await Expect(overlay.GetByRole(AriaRole.Status)).ToContainTextAsync("1 error in echo.csx");
        await Expect(overlay).ToContainTextAsync("echo.csx:4:8");
        await Expect(overlay).ToContainTextAsync("error CS0103");
        await Expect(overlay).ToContainTextAsync("'nonsense' does not exist");
        Assert.That(await overlay.Locator(".author-frame").InnerTextAsync(), Does.Contain("> 4 | \tawait nonsense();\n    | \t      ^^^^^^^^\n"));
        await page.Keyboard.TypeAsync("ord");
        await Expect(page.GetByLabel("Your message")).ToHaveValueAsync("half a word");

        await overlay.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Minimize" }).ClickAsync();
        await Expect(overlay.Locator(".author-frame")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Expect(overlay.Locator(".author-frame")).ToBeVisibleAsync();

        folder.Write("echo.csx", Talk + "// Two.\n");
        await Expect(overlay).ToBeHiddenAsync();
        await Expect(toast).ToContainTextAsync("saved echo.csx: live in ");
        await Expect(toast).ToContainTextAsync("1 conversation followed");
        Assert.That(await runtime.LineAsync("live after"), Does.Contain("reloaded echo.csx").And.EndWith("; 1 conversation followed"));
    }

    [Test]
    public async Task Save_ThatAConversationCannotFollow_SaysSoAndWhy()
    {
        using var folder = Task();
        await using var runtime = folder.Serve();
        var page = await OpenAsync(await runtime.AddressAsync());
        await BeginAsync(page);
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("1: begin");
        folder.Write("echo.csx", "Task parley() => Task.CompletedTask;\nbool episode_done() => true;\n");
        await Expect(page.Locator(".author-toast")).ToContainTextAsync("1 stays on the old version: the new script ends there (event 1); new ones use it");
        Assert.That(await runtime.LineAsync("live after"), Does.Contain("no conversation followed, 1 stays on the old version"));
    }

    [Test]
    public async Task Start_WithABrokenTask_ShowsItAndServesWhenItIsMended()
    {
        using var folder = Support.Folder.Of("nonsense();");
        await using var runtime = folder.Serve();
        var page = await OpenAsync(await runtime.AddressAsync());
        var overlay = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = Errors });
        await Expect(overlay).ToContainTextAsync("echo.csx:1:1");
        await Expect(overlay).ToContainTextAsync("can not be served until it is mended");
        folder.Write("echo.csx", Talk);
        await Expect(overlay).ToBeHiddenAsync();
    }

    [Test]
    public async Task World_ThatThrows_IsShownUntilPutAwayOrMended()
    {
        using var folder = Support.Folder.Of("async Task parley()\n{\n\tvar act = await Agent.ActAsync();\n\tAgent.Observe($\"{int.Parse(act.Text)}\");\n}\n\nbool episode_done() => false;\n");
        await using var runtime = folder.Serve();
        var address = await runtime.AddressAsync();
        var page = await OpenAsync(address);
        var other = await OpenAsync(address);
        var faults = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Faults in worlds" });
        var status = faults.GetByRole(AriaRole.Status);
        await BeginAsync(page, "7");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("7");
        await Expect(faults).ToBeHiddenAsync();

        await SayAsync(page, "seven");
        await Expect(status).ToHaveTextAsync("A world failed.");
        await Expect(faults).ToContainTextAsync("echo.csx:4:2");
        await Expect(faults).ToContainTextAsync("error SC3001");
        await Expect(faults).ToContainTextAsync("FormatException: The input string 'seven' was not in a correct format.");
        await Expect(faults).ToContainTextAsync("at echo.csx:line 4 in parley");
        Assert.That(await faults.Locator(".author-frame").InnerTextAsync(), Does.Contain("> 4 | \tAgent.Observe($\"{int.Parse(act.Text)}\");\n    | \t^^^^"));
        await Expect(page.GetByLabel("Your message")).ToBeFocusedAsync();

        await BeginAgainAsync();
        await SayAsync(page, "eight");
        await Expect(status).ToContainTextAsync("fault 2.");
        await Expect(faults).ToContainTextAsync("'eight'");
        await faults.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Dismiss" }).ClickAsync();
        await Expect(faults).ToBeHiddenAsync();

        await BeginAgainAsync();
        await SayAsync(page, "nine");
        await Expect(status).ToContainTextAsync("fault 3.");
        var seen = other.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Faults in worlds" });
        await Expect(seen).ToContainTextAsync("at echo.csx:line 4 in parley");
        await Expect(seen).ToContainTextAsync("FormatException");
        await Expect(seen).Not.ToContainTextAsync("nine");
        folder.Write("echo.csx", Talk);
        await Expect(faults).ToBeHiddenAsync();

        async Task BeginAgainAsync()
        {
            var situation = page.Locator("#situation");
            await Expect(situation).Not.ToContainTextAsync("In a conversation");
            await SayAsync(page, "again");
            await Expect(situation).ToContainTextAsync("In a conversation");
        }
    }

    [Test]
    public async Task Runtime_Restarted_TellsTheSamePageOfSaves()
    {
        using var folder = Task();
        var port = 0;
        await using (var first = folder.Serve())
        {
            port = (await first.AddressAsync()).Port;
            var page = await OpenAsync(new Uri($"http://localhost:{port}/"));
            await Expect(page.Locator("#state")).ToHaveTextAsync("Connected");
            await first.KillAsync();
        }

        await using var second = ServeAt(folder, port);
        await second.AddressAsync();
        folder.Write("echo.csx", "nonsense();");
        await Expect(Browser.Pages[0].GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = Errors })).ToBeVisibleAsync();
    }

    [TestCase("--no-watch")]
    [TestCase("--author", "off")]
    [TestCase("--allow-origin", "https://chat.example.org")]
    public async Task Page_OutsideOfDevelopment_HasNoTraceOfIt(params string[] options)
    {
        using var folder = Task();
        await using var runtime = folder.Serve(options);
        var address = await runtime.AddressAsync();
        var page = await OpenAsync(address);
        await Expect(page.Locator("#state")).ToHaveTextAsync("Connected");
        Assert.That(await page.ContentAsync(), Does.Not.Contain("author"));
        using var client = new HttpClient();
        foreach (var path in new[] { "author/author.js", "author/events", "author/demo", "author/conversation" })
            Assert.That((int)(await client.GetAsync(new Uri(address, path))).StatusCode, Is.EqualTo(404), path);
    }
}
