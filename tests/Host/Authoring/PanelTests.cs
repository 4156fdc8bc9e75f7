using Microsoft.Playwright;
using ScriptChat.Host.Tests.Support;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Host.Tests.Authoring;

/// <summary>An author looks into the conversation in front of them.</summary>
[TestFixture]
internal sealed class PanelTests : AuthorTests
{
    [Test]
    public async Task Panel_WhileOneTalks_ShowsTheLineTheDataAndTheVariables()
    {
        using var folder = Task();
        await using var runtime = folder.Serve();
        var page = await OpenAsync(await runtime.AddressAsync());
        await EnterAsync(page);
        await Expect(Section(page, "place")).ToContainTextAsync("in the task echo");
        await Expect(Panel(page).Locator(".author-line")).ToHaveTextAsync("echo.csx:5");
        await Expect(Section(page, "waits")).ToContainTextAsync("for Agent_0 to speak");
        await Expect(Section(page, "agents")).ToContainTextAsync("\"last\":\"begin\"");
        await Expect(Section(page, "variables")).ToContainTextAsync("count1");

        await SayAsync(page, "ask");
        await Expect(Panel(page).Locator(".author-line")).ToHaveTextAsync("echo.csx:14");
        await Expect(Section(page, "waits").Locator("li")).ToHaveTextAsync(["echo.csx:14 in more", "echo.csx:9 in parley"]);
        await SayAsync(page, "so");
        await Expect(Section(page, "side effects")).ToContainTextAsync("number, asked at 4");
        await Expect(Section(page, "said")).ToContainTextAsync("I see: so 42");
    }

    [Test]
    public async Task Slider_MovedBack_ShowsTheWorldAsItWas()
    {
        using var folder = Task();
        await using var runtime = folder.Serve();
        var page = await OpenAsync(await runtime.AddressAsync());
        await EnterAsync(page);
        await SayAsync(page, "ask");
        await SayAsync(page, "so");
        await Expect(Section(page, "said")).ToContainTextAsync("I see: so 42");
        var slider = Panel(page).GetByRole(AriaRole.Slider, new LocatorGetByRoleOptions { Name = "Event" });
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "5 of 5: the effect 'number' gives 42");
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "3 of 5: Agent_0 says \"ask\"");
        await Expect(Panel(page).Locator(".author-line")).ToHaveTextAsync("echo.csx:14");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Section(page, "variables")).ToContainTextAsync("count1");
        await Expect(Section(page, "agents")).ToContainTextAsync("\"last\":\"begin\"");
        await Expect(Section(page, "said")).Not.ToContainTextAsync("ask");

        // What comes meanwhile does not tear the author away from where they look.
        await SayAsync(page, "more");
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "2 of 6: Agent_0 says \"begin\"");
        await Panel(page).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Live" }).ClickAsync();
        await Expect(Section(page, "variables")).ToContainTextAsync("count3");

        folder.Write("echo.csx", "// Down.\n" + Talk);
        await Expect(Panel(page).Locator(".author-line")).ToHaveTextAsync("echo.csx:6");
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "6 of 6: Agent_0 says \"more\"");
    }

    [Test]
    public async Task Slider_MovedOn_IsNotOvertakenByAnAnswerThatWasAskedForBefore()
    {
        using var folder = Task();
        await using var runtime = folder.Serve();
        var page = await OpenAsync(await runtime.AddressAsync());
        await EnterAsync(page);
        await SayAsync(page, "ask");
        await SayAsync(page, "so");
        var slider = Panel(page).GetByRole(AriaRole.Slider, new LocatorGetByRoleOptions { Name = "Event" });
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "5 of 5: the effect 'number' gives 42");
        // A new page knows how it stands now, and has to ask for what was.
        await page.ReloadAsync();
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "7 of 7: Agent_0 is back");
        var (asked, late, over) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        page.RequestFinished += (_, request) => End(request);
        page.RequestFailed += (_, request) => End(request);
        await page.RouteAsync("**/author/conversation/1", async route =>
        {
            asked.SetResult();
            await late.Task;
            await route.ContinueAsync();
        });
        await slider.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await asked.Task.Soon();
        await page.Keyboard.PressAsync("End");
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "7 of 7: Agent_0 is back");
        var variables = Section(page, "variables");
        await Expect(variables).ToContainTextAsync("count2");
        late.SetResult();
        await over.Task.Soon();
        // Whatever the page makes of the answer is on the screen then.
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Assert.That(await variables.TextContentAsync(), Does.Contain("count2"));

        void End(IRequest request)
        {
            if (request.Url.EndsWith("/author/conversation/1", StringComparison.Ordinal)) over.TrySetResult();
        }
    }

    [Test]
    public async Task World_ThatThrew_CanStillBeLookedAt()
    {
        using var folder = Folder.Of(Talk.Replace("count++;", "count++; if (act.Text == \"throw\") throw new InvalidOperationException(\"no\");", StringComparison.Ordinal));
        await using var runtime = folder.Serve();
        var page = await OpenAsync(await runtime.AddressAsync());
        await EnterAsync(page);
        await SayAsync(page, "throw");
        await Expect(Section(page, "place")).ToContainTextAsync("in the overworld");
        var which = Panel(page).GetByRole(AriaRole.Combobox, new LocatorGetByRoleOptions { Name = "Conversation" });
        await which.SelectOptionAsync(new SelectOptionValue { Index = 2 });
        await Expect(Section(page, "place")).ToContainTextAsync("echo, over");
        await Panel(page).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Event before" }).ClickAsync();
        await Expect(Panel(page).Locator(".author-line")).ToHaveTextAsync("echo.csx:5");
    }

    [Test]
    public async Task Journal_Off_SaysWhatIsMissing()
    {
        using var folder = Task();
        await using var runtime = folder.Serve("--journal", "off");
        var page = await OpenAsync(await runtime.AddressAsync());
        await EnterAsync(page);
        await Expect(Section(page, "place")).ToContainTextAsync("run without --journal off to see it");
    }
}
