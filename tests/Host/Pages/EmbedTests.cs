using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ScriptChat.Messages;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Web;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>The chat on another site, under the rule of origins.</summary>
[TestFixture]
internal sealed class EmbedTests : PageTests
{
    // Each document may have a main part of its own.
    private static readonly AxeRunOptions Whole = new() { Rules = new Dictionary<string, RuleOptions> { ["landmark-unique"] = new() { Enabled = false } } };

    private static Site? site;
    private static Site? stranger;

    /// <summary>The sites are there first: the service has to know their origin.</summary>
    protected internal override BrowserSettings Settings => new() { Title = "pair", AllowedOrigins = [site!.Origin] };

    private IFrameLocator Frame => Page.FrameLocator("iframe");

    private ILocator Launcher => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Help" });

    [OneTimeSetUp]
    public static async Task OpenSitesAsync()
    {
        site = await Site.OpenAsync();
        stranger = await Site.OpenAsync();
    }

    [OneTimeTearDown]
    public static async Task CloseSitesAsync()
    {
        if (site is not null) await site.DisposeAsync();
        if (stranger is not null) await stranger.DisposeAsync();
    }

    [Test]
    public async Task Launcher_OnAnAllowedSite_HoldsAConversationAndCountsWhatIsUnread()
    {
        await PersonAsync();
        await VisitAsync(site!, $"""<script src="{Server.Address}browser/embed.js" data-title="Help" data-label="Help"></script>""");
        await Launcher.ClickAsync();
        var person = await PersonAsync();
        await Expect(Frame.GetByLabel("Your message")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("hello from afar");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Frame.Locator(".theirs .text")).ToHaveTextAsync("hello from afar");

        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.Locator("iframe")).ToBeHiddenAsync();
        await Expect(Launcher).ToBeFocusedAsync();
        Show(person, "Bob", "are you there?");
        await Expect(Launcher).ToHaveAccessibleNameAsync("Open Help, 1 unread");
        await Expect(Launcher).ToHaveTextAsync("Help (1)");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Frame.GetByText("are you there?")).ToBeVisibleAsync();
        await Expect(Launcher).ToHaveAccessibleNameAsync("Close Help");
        Assert.That((await Page.RunAxe(Whole)).Violations.Select(found => $"{found.Id} {string.Join(' ', found.Nodes.Select(node => node.Html))}"), Is.Empty);
        if (Environment.GetEnvironmentVariable("SCRIPTCHAT_PICTURES") is { } pictures) await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, "embed.png") });
    }

    [Test]
    public async Task Launcher_OnAnAllowedSite_LeavesTheConsoleOfTheSiteAlone()
    {
        await PersonAsync();
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Page.Console += (_, message) => said.Enqueue(message.Text);
        await VisitAsync(site!, $"""<script src="{Server.Address}browser/embed.js" data-title="Help" data-label="Help"></script>""");
        await Launcher.ClickAsync();
        await Expect(Frame.GetByLabel("Your message")).ToBeFocusedAsync();
        await Frame.GetByRole(AriaRole.Button, new FrameLocatorGetByRoleOptions { Name = "Leave" }).ClickAsync();
        await Expect(Frame.GetByRole(AriaRole.Button, new FrameLocatorGetByRoleOptions { Name = "Stay" })).ToBeFocusedAsync();
        Assert.That(said.Where(text => text.Contains("autofocus", StringComparison.OrdinalIgnoreCase) || text.Contains("postMessage", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Script_WithAPlace_PutsTheChatThere()
    {
        await PersonAsync();
        await VisitAsync(site!, $"""<div id="chat" style="height: 400px"></div><script src="{Server.Address}browser/embed.js" data-into="#chat" data-title="Help"></script>""");
        await PersonAsync();
        await Expect(Frame.Locator("#state")).ToHaveTextAsync("Connected");
        Assert.That((await Page.Locator("iframe").BoundingBoxAsync())!.Height, Is.EqualTo(400).Within(2));
    }

    [Test]
    public async Task Frame_Plain_OnAnAllowedSite_HoldsAConversation()
    {
        await PersonAsync();
        await VisitAsync(site!, $"""<iframe src="{Server.Address}" title="Help" width="400" height="500"></iframe>""");
        await PersonAsync();
        await Frame.GetByLabel("Your message").FillAsync("plainly");
        await Frame.GetByLabel("Your message").PressAsync("Enter");
        await Expect(Frame.Locator(".theirs .text")).ToHaveTextAsync("plainly");
    }

    [Test]
    public async Task Site_ThatIsNotAllowed_DoesNotGetThePage()
    {
        await PersonAsync();
        await VisitAsync(stranger!, $"""<script src="{Server.Address}browser/embed.js" data-title="Help" data-patience="500"></script>""");
        await Launcher.ClickAsync();
        await Expect(Page.GetByText("This chat can not be shown on this site.")).ToBeVisibleAsync();
        Assert.That(async () => await Gateway.HearAsync<Connected>().WaitAsync(TimeSpan.FromMilliseconds(300), TimeProvider.System), Throws.InstanceOf<TimeoutException>());
        DropComplaints();
    }

    [Test]
    public async Task Page_InAFrame_HearsNobodyButItsHost()
    {
        await PersonAsync();
        await VisitAsync(site!, $"""
            <iframe id="chat" src="{Server.Address}" title="Help"></iframe>
            <script>
              window.heard = [];
              addEventListener('message', event => heard.push(event.data));
            </script>
            <iframe id="other" srcdoc="<script>parent.frames[0].postMessage({'{'} type: 'scriptchat:hello' {'}'}, '*')</script>" title="other"></iframe>
            """);
        await PersonAsync();
        await Expect(Page.FrameLocator("#chat").Locator("#state")).ToHaveTextAsync("Connected");
        await Page.EvaluateAsync("document.getElementById('chat').contentWindow.postMessage({ type: 'scriptchat:shown', open: false }, '*')");
        await Page.EvaluateAsync("document.getElementById('chat').contentWindow.postMessage({ type: 'scriptchat:hello' }, '*')");
        await Page.WaitForFunctionAsync("heard.length > 0");
        Assert.That(await Page.EvaluateAsync<string>("JSON.stringify(heard)"), Is.EqualTo("""[{"type":"scriptchat:ready"}]"""));
    }

    [Test]
    public async Task Headers_OfThePage_NameTheSitesThatMayHaveIt()
    {
        await PersonAsync();
        var page = await Page.APIRequest.GetAsync(Server.Address.ToString());
        Assert.That(page.Headers["content-security-policy"], Does.EndWith($"frame-ancestors {site!.Origin}"));
        var script = await Page.APIRequest.GetAsync($"{Server.Address}browser/embed.js");
        Assert.That(script.Headers["cross-origin-resource-policy"], Is.EqualTo("cross-origin"));
    }

    private async Task VisitAsync(Site where, string body)
    {
        where.Body = body;
        await Page.GotoAsync(where.Address.ToString());
    }

    /// <summary>Another site on this machine.</summary>
    private sealed class Site : IAsyncDisposable, IWebEndpoints
    {
        private WebHost host = null!;

        public string Body { get; set; } = "";

        public Uri Address => host.Address;

        public string Origin => host.Address.GetLeftPart(UriPartial.Authority);

        public static async Task<Site> OpenAsync()
        {
            var site = new Site();
            site.host = await WebHost.StartAsync(new WebOptions { Port = 0 }, [site]);
            return site;
        }

        public void Map(Microsoft.AspNetCore.Routing.IEndpointRouteBuilder routes) =>
            Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(routes, "/", (Microsoft.AspNetCore.Http.RequestDelegate)(async context =>
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                    context.Response, $"<!doctype html><html lang=\"en\"><title>Shop</title><main><h1>Shop</h1>{Body}</main></html>");
            }));

        public async ValueTask DisposeAsync()
        {
            await host.StopAsync(CancellationToken.None);
            await host.DisposeAsync();
        }
    }
}
