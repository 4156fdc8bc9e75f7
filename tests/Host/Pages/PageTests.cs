using Microsoft.Playwright;
using ScriptChat.Messages;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Worlds;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>What tests of the page share: a server, a browser's context of their own, and a watch for whatever the page complains of.</summary>
internal abstract class PageTests
{
    private readonly List<string> complaints = [];

    protected internal ScriptedGateway Gateway { get; } = new();

    protected internal PageServer Server { get; set; } = null!;

    protected internal IBrowserContext Browser { get; private set; } = null!;

    protected internal IPage Page { get; private set; } = null!;

    protected internal ILocator Words => Page.GetByLabel("Your message");

    protected internal ILocator Log => Page.GetByRole(AriaRole.Log);

    protected internal ILocator Replies => Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = "Answers to pick from" }).GetByRole(AriaRole.Button);

    protected internal ILocator State => Page.Locator("#state");

    protected internal virtual BrowserSettings Settings => new() { Title = "overworld_demo" };

    [SetUp]
    public async Task StartAsync()
    {
        var chromium = await Chromium.OpenAsync();
        Server = await PageServer.StartAsync(Gateway, Gateway.Attach, Settings);
        Browser = await chromium.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1024, Height = 700 } });
        Page = await OpenAsync(Server.Address);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (Browser is not null) await Browser.CloseAsync();
        if (Server is not null) await Server.DisposeAsync();
        Assert.That(complaints, Is.Empty, "The page threw, or broke its own policy.");
    }

    /// <summary>Another tab.</summary>
    protected internal async Task<IPage> OpenAsync(Uri address)
    {
        var page = await Browser.NewPageAsync();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("Trusted", StringComparison.Ordinal)) complaints.Add(message.Text);
        };
        page.Dialog += (_, dialog) => complaints.Add($"dialog: {dialog.Message}");
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>What the page complained of so far was wanted.</summary>
    protected void DropComplaints() => complaints.Clear();

    /// <summary>The person behind the page that was opened last.</summary>
    protected internal async Task<PersonId> PersonAsync() => (await Gateway.HearAsync<Connected>()).Person;

    protected internal async Task SayAsync(string text)
    {
        await Words.FillAsync(text);
        await Words.PressAsync("Enter");
    }

    protected internal void Show(PersonId person, string speaker, string text, params string[] replies) =>
        Gateway.Show(person, new Message { Id = speaker, Text = text, QuickReplies = replies.Length > 0 ? replies : null });

    /// <summary>All that stands in the conversation, one entry a message.</summary>
    protected internal Task<IReadOnlyList<string>> SeenAsync() => Page.Locator(".item .text").AllTextContentsAsync();

    protected internal static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
