using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ScriptChat.Host.Tests.Authoring;

/// <summary>The author's view for everybody: by day and by night, wide and narrow.</summary>
[TestFixture]
internal sealed class AuthorAccessTests : AuthorTests
{
    [Test]
    public async Task View_InEachLightAndSize_HasNoAxeViolationsAndFits([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme, [Values(320, 1280)] int width)
    {
        using var folder = Task();
        await using var runtime = folder.Serve();
        var address = await runtime.AddressAsync();
        var page = await OpenAsync(address);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await page.SetViewportSizeAsync(width, 700);
        await CheckAsync(page, "closed", scheme, width);
        await EnterAsync(page);
        await SayAsync(page, "ask");
        await Expect(Panel(page).Locator(".author-line")).ToHaveTextAsync("echo.csx:14");
        await Expect(page.GetByLabel("Your message")).ToBeInViewportAsync();
        await CheckAsync(page, "open", scheme, width);
        folder.Write("echo.csx", "// A line.\nasync Task parley() => await nonsense(\"" + new string('x', 300) + "\");\n");
        await Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Errors in the task" })).ToContainTextAsync("CS0103");
        await CheckAsync(page, "broken", scheme, width);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Minimize" }).ClickAsync();
        await CheckAsync(page, "minimized", scheme, width);
        folder.Write("echo.csx", Talk.Replace("count++;", $"count++; if (act.Text == \"fail\") throw new InvalidOperationException(\"{new string('x', 300)}\");", StringComparison.Ordinal));
        await Expect(page.Locator(".author-toast")).ToContainTextAsync("live in");
        await CheckAsync(page, "mended", scheme, width);
        await SayAsync(page, "because");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("I see: because 42");
        await SayAsync(page, "fail");
        await Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Faults in worlds" })).ToContainTextAsync("SC3001");
        await CheckAsync(page, "failed", scheme, width);
        await page.GotoAsync(new Uri(address, "/author/demo?people=2").ToString());
        await Expect(Seat(page, 1).Locator("#state")).ToHaveTextAsync("Connected");
        // The frames are pages of their own, and were looked at above.
        await CheckAsync(page, "side by side", scheme, width, iframes: false);
    }

    [Test]
    public async Task Head_AtASmallScreen_BreaksNoWordAndIsNotCovered()
    {
        using var folder = Task();
        await using var runtime = folder.Serve();
        var page = await OpenAsync(await runtime.AddressAsync());
        await page.SetViewportSizeAsync(320, 640);
        await EnterAsync(page);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Close", Exact = true }).ClickAsync();
        folder.Write("echo.csx", Talk + "// Two.\n");
        await Expect(page.Locator(".author-toast")).ToContainTextAsync("live in");
        var heights = await page.EvaluateAsync<double[]>("""
            () => ['#state', '#situation', 'header', '.author-toast'].map(name => {
              const { top, bottom } = document.querySelector(name).getBoundingClientRect();
              return name === 'header' ? bottom : name === '.author-toast' ? top : bottom - top;
            })
            """);
        Assert.That(heights[0], Is.LessThan(20), "'Connected' is one line.");
        Assert.That(heights[1], Is.LessThan(40), "'In a conversation' is two lines at most.");
        Assert.That(heights[3], Is.GreaterThanOrEqualTo(heights[2]), "The line about a save covers no button of the head.");
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(320));
    }

    private static async Task CheckAsync(IPage page, string state, ColorScheme scheme, int width, bool iframes = true)
    {
        if (Environment.GetEnvironmentVariable("SCRIPTCHAT_SCREENS") is { } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{state.Replace(' ', '-')}-{scheme}-{width}.png") });
        var result = await page.RunAxe(new AxeRunOptions { Iframes = iframes });
        Assert.That(result.Violations.Select(found => $"{state}: {found.Id}: {found.Help}: {string.Join(" | ", found.Nodes.Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))}"), Is.Empty);
        Assert.That(result.Passes, Is.Not.Empty);
        Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), state);
    }
}
