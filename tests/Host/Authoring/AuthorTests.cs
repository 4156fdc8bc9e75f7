using System.Globalization;
using Microsoft.Playwright;
using ScriptChat.Host.Tests.Pages;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Authoring;

/// <summary>What tests of the author's view share: a task, and a browser that watches for whatever a page complains of.</summary>
internal abstract class AuthorTests
{
    /// <summary>A world that has variables, data and a side effect, and asks back in a function of its own.</summary>
    protected const string Talk = """
        var count = 0;

        async Task parley()
        {
            var act = await Agent.ActAsync();
            count++;
            Agent.Data["last"] = act.Text;
            Agent.Observe($"{count}: {act.Text} {Context.Random.Next(1000000)}");
            if (act.Text == "ask") await more();
        }

        async Task more()
        {
            var answer = await Agent.AskAsync("Why?", "because");
            var number = await Context.OnceAsync("number", (_, _) => Task.FromResult(42));
            Agent.Observe($"I see: {answer.Text} {number}");
        }

        bool episode_done() => false;

        """;

    private readonly List<string> complaints = [];

    protected IBrowserContext Browser { get; private set; } = null!;

    protected virtual BrowserNewContextOptions Screen => new() { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } };

    [SetUp]
    public async Task OpenBrowserAsync() => Browser = await (await Chromium.OpenAsync()).NewContextAsync(Screen);

    [TearDown]
    public async Task CloseBrowserAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        Assert.That(complaints, Is.Empty, "A page threw, or broke its own policy.");
    }

    protected async Task<IPage> OpenAsync(Uri address)
    {
        var page = await Browser.NewPageAsync();
        Watch(page);
        await page.GotoAsync(address.ToString());
        return page;
    }

    protected void Watch(IPage page)
    {
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("Trusted", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
    }

    /// <summary>Opens the panel, and talks until the task's world listens.</summary>
    protected static async Task EnterAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Author", Exact = true }).ClickAsync();
        await BeginAsync(page);
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("1: begin");
    }

    /// <summary>Says the first word once the world is there: before, nobody would hear it.</summary>
    protected static async Task BeginAsync(IPage page, string word = "begin")
    {
        await Expect(page.Locator("#situation")).ToContainTextAsync("In a conversation");
        await SayAsync(page, word);
    }

    protected static async Task SayAsync(IPage page, string text)
    {
        var words = page.GetByLabel("Your message");
        await words.FillAsync(text);
        await words.PressAsync("Enter");
    }

    protected static ILocator Panel(IPage page) => page.GetByRole(AriaRole.Complementary, new PageGetByRoleOptions { Name = "Author's view" });

    protected static ILocator Section(IPage page, string name) => Panel(page).Locator($"[data-name='{name}']");

    /// <summary>The chat of one of several people side by side.</summary>
    protected static IFrameLocator Seat(IPage page, int place) => page.Locator("iframe").Nth(place).ContentFrame;

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    /// <summary>Starts the runtime where it was before.</summary>
    protected static RuntimeProcess ServeAt(Folder folder, int port) =>
        RuntimeProcess.Start(folder.Parent, ["--task", folder.Path, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", folder.Data]);

    protected static Folder Task() => Folder.Of(Talk);
}
