using Microsoft.Playwright;
using ScriptChat.Messages;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>What messages look like, and what can be done with one.</summary>
[TestFixture]
internal sealed class MessageTests : PageTests
{
    private ILocator Message => Page.Locator(".theirs").Last;

    [Test]
    public async Task Markdown_FromAWorld_IsRenderedAndItsLinksOpenElsewhere()
    {
        var person = await PersonAsync();
        Show(person, "World", "**bold** [link](https://example.org/) ![image](https://example.org/i.png)\n\n```\ncode <b>\n```");
        await Expect(Message.Locator("strong")).ToHaveTextAsync("bold");
        await Expect(Message.Locator("a").First).ToHaveAttributeAsync("rel", "noopener noreferrer nofollow");
        await Expect(Message.Locator("a").First).ToHaveAttributeAsync("target", "_blank");
        await Expect(Message.Locator("a").Last).ToHaveAttributeAsync("href", "https://example.org/i.png");
        await Expect(Message.Locator("img")).ToHaveCountAsync(0);
        await Expect(Message.Locator("pre")).ToHaveTextAsync("code <b>");
    }

    [TestCase("1. e4")]
    [TestCase("_name_ and 2 * 3 * 4")]
    [TestCase("X | O |\n-------\n  | X |")]
    public async Task Text_Plain_LooksAsItWasWritten(string text)
    {
        var person = await PersonAsync();
        Show(person, "World", text);
        await Expect(Message).ToBeVisibleAsync();
        Assert.That(await Message.Locator(".text").EvaluateAsync<string>("one => one.innerText"), Is.EqualTo(text));
    }

    [Test]
    public async Task Words_OfOnesOwn_AreShownLiterally()
    {
        await Expect(State).ToHaveTextAsync("Connected");
        await SayAsync("**mine** <b>");
        await Expect(Page.Locator(".mine .text")).ToHaveTextAsync("**mine** <b>");
        await Expect(Page.Locator(".theirs strong")).ToHaveTextAsync("mine");
    }

    [TestCase("**x** <img src=x onerror=window.pwned=1> <script>window.pwned=1</script>")]
    [TestCase("**x** [a](javascript:window.pwned=1) <javascript:window.pwned=1> [b](data:text/html,<script>window.pwned=1</script>)")]
    [TestCase("**x** ```<svg onload=window.pwned=1>``` \u202E \u0000")]
    [TestCase("- a\n- <iframe srcdoc='<script>parent.pwned=1</script>'>\n- [x](https://e.org/' onmouseover='window.pwned=1)")]
    public async Task Markdown_Hostile_ExecutesNothing(string text)
    {
        var person = await PersonAsync();
        Show(person, "Eve", text);
        await Expect(Message.Locator(".rich")).ToBeVisibleAsync();
        foreach (var link in await Message.Locator("a").AllAsync()) Assert.That(await link.GetAttributeAsync("href"), Does.Match("^(https?|mailto):").Or.Null);
        Assert.That(await Page.Locator("#log img, #log script, #log iframe, #log .text svg, #log [onerror], #log [onload], #log [style]:not(.theirs)").CountAsync(), Is.Zero);
        Assert.That(await Page.EvaluateAsync<bool>("'pwned' in window"), Is.False);
    }

    [Test]
    public async Task Table_WithSides_StandsAsItIsWritten()
    {
        var person = await PersonAsync();
        Show(person, "World", "|what|how many|of|\n|---|--:|:-:|\n|tea|3|5|");
        await Expect(Page.Locator(".rich td")).ToHaveCountAsync(3);
        var sides = await Page.Locator(".rich :is(th, td)").EvaluateAllAsync<string[]>("all => all.map(one => getComputedStyle(one).textAlign)");
        Assert.That(sides, Is.EqualTo(new[] { "start", "right", "center", "start", "right", "center" }));
    }

    [Test]
    public async Task Html_OfAServiceGoneWrong_PutsNothingDangerousOnThePage()
    {
        await Expect(State).ToHaveTextAsync("Connected");
        var text = await Page.EvaluateAsync<string>("""
            async () => {
              const { markupView } = await import('/browser/messages/markup.js').catch((error) => ({ markupView: () => { throw error; } }));
              const box = document.createElement('div');
              box.append(markupView('<p class="item" id="log" data-seq="1">a<script>window.pwned=1</scr' + 'ipt><img src="/x"><a href="javascript:x()" title="t">b</a><svg><a href="javascript:x()">c</a></svg><iframe src="/x"></iframe></p>', () => {}));
              return box.innerHTML;
            }
            """);
        Assert.That(text, Is.EqualTo("<p>awindow.pwned=1<a>b</a><a>c</a></p>"));
        Assert.That(await Page.EvaluateAsync<bool>("'pwned' in window"), Is.False);
    }

    [Test]
    public async Task Copy_OfAMessageOrItsCode_IsWhatWasWritten()
    {
        await Browser.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var person = await PersonAsync();
        Show(person, "World", "**bold**\n```\ncode\n```");
        await Message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Copy", Exact = true }).ClickAsync();
        await Expect(Page.Locator("#announcer")).ToHaveTextAsync("Copied");
        Assert.That(await Page.EvaluateAsync<string>("navigator.clipboard.readText()"), Is.EqualTo("**bold**\n```\ncode\n```"));
        await Message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Copy code" }).ClickAsync();
        await Expect(Message.Locator(".copy-code.done")).ToBeVisibleAsync();
        Assert.That(await Page.EvaluateAsync<string>("navigator.clipboard.readText()"), Is.EqualTo("code"));
    }

    [Test]
    public async Task Thumb_WithAComment_IsSentAndShownAgainAfterARefresh()
    {
        var person = await PersonAsync();
        Show(person, "World", "Tea is tea.");
        await Message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Bad" }).ClickAsync();
        Assert.That((await Gateway.HearAsync<Judged>()).Arrival.Content.ToJsonString(), Is.EqualTo("""{"thumb":"down"}"""));
        await Page.GetByLabel("Your comment on this message").FillAsync("too short");
        await Page.Keyboard.PressAsync("Enter");
        var (_, judged) = await Gateway.HearAsync<Judged>();
        Assert.That((judged.Seq, judged.Content.ToJsonString()), Is.EqualTo((1, """{"thumb":"down","comment":"too short"}""")));
        await Page.ReloadAsync();
        await Expect(Message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Bad" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Page.GetByText("Your comment: too short")).ToBeVisibleAsync();
        await Message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Bad" }).ClickAsync();
        Assert.That((await Gateway.HearAsync<Judged>()).Arrival.Content.ToJsonString(), Is.EqualTo("""{"thumb":null}"""));
        await Expect(Page.GetByText("Your comment: too short")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Time_OfMessages_IsTheRecordsAndDaysAreDivided()
    {
        var person = await PersonAsync();
        Gateway.At = new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);
        Show(person, "World", "long ago");
        Gateway.At = TimeProvider.System.GetUtcNow();
        Show(person, "World", "now");
        await Expect(Page.Locator(".day")).ToHaveTextAsync(["February 29, 2024", "Today"]);
        await Expect(Page.Locator(".when").First).ToHaveAttributeAsync("datetime", "2024-02-29T12:00:00.000Z");
    }

    [Test]
    public async Task Words_RefusedForGood_OutliveARefreshAndCanBeDeleted()
    {
        Gateway.Acknowledges = false;
        Gateway.Echoes = false;
        Gateway.OnSaid = (who, said) => Gateway.Deliver(who, new Refused(said.Connection, Diagnostics.ServiceCodes.NobodyListens, "", said.ClientId));
        await Expect(State).ToHaveTextAsync("Connected");
        await Page.EvaluateAsync("sessionStorage.setItem('scriptchat.failed', JSON.stringify([{ id: 'f1', text: 'anybody?', after: 0 }]))");
        await Page.ReloadAsync();
        await Expect(Page.Locator(".mine .status")).ToContainTextAsync("Not sent");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Delete" }).ClickAsync();
        await Expect(Page.Locator(".mine")).ToHaveCountAsync(0);
        await Page.ReloadAsync();
        await Expect(State).ToHaveTextAsync("Connected");
        await Expect(Page.Locator(".mine")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Reader_AtAnEarlierMessage_IsNotCarriedAway()
    {
        Gateway.Echoes = false;
        await Page.SetViewportSizeAsync(800, 400);
        var person = await PersonAsync();
        foreach (var index in Enumerable.Range(1, 30)) Show(person, "World", $"message {index}");
        await Expect(Page.GetByText("message 30")).ToBeInViewportAsync();
        await Page.Locator(".theirs").Nth(27).FocusAsync();
        Show(person, "World", "a long one: " + string.Concat(Enumerable.Repeat("more\n", 20)));
        await Expect(Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "1 new message" })).ToBeVisibleAsync();
        await Expect(Page.Locator(".theirs").Nth(27)).ToBeInViewportAsync();
        await Page.Locator("#jump").ClickAsync();
        await Expect(Page.Locator(".theirs").Last).ToBeInViewportAsync();
        await Expect(Page.Locator("#jump")).ToBeHiddenAsync();
    }
}
