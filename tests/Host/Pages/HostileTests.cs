using Microsoft.Playwright;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.WebSocket.Limits;
using ScriptChat.Worlds;

namespace ScriptChat.Host.Tests.Pages;

[TestFixture]
internal sealed class HostileTests : PageTests
{
    private static readonly string[] Texts =
    [
        "<img src=x onerror='window.pwned=1'>",
        "<script>window.pwned=1</script>",
        "</p></div><svg onload=window.pwned=1>",
        "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
        "javascript:window.pwned=1",
        "&lt;b&gt; {{title}} ${window.pwned=1}",
        "\u202Eright to left\u202C \u0000 \uFFFD",
        new string('x', 5000),
        "\uFEFF\u2066\u2067\u061C hidden \u2028 lines \u2069",
    ];

    [Test]
    public Task Text_Of64KbOfEmoji_IsShownAsItIs() => Text_Hostile_IsShownAsItIsAndExecutesNothing(string.Concat(Enumerable.Repeat("😀", 16_000)));

    [TestCaseSource(nameof(Texts))]
    public async Task Text_Hostile_IsShownAsItIsAndExecutesNothing(string text)
    {
        var person = await PersonAsync();
        Gateway.Show(person, new Message
        {
            Id = text[..Math.Min(text.Length, 200)],
            Text = text,
            QuickReplies = [text[..Math.Min(text.Length, 200)]],
            Payload = new Payload { Type = text[..Math.Min(text.Length, 200)], Url = text, MimeType = text, Data = "####" },
        });
        await Expect(Page.Locator(".theirs .text")).ToHaveCountAsync(1);
        Assert.That(await Page.Locator(".theirs .text").EvaluateAsync<string>("one => one.textContent"), Is.EqualTo(text));
        Assert.That(await Page.Locator("#log img, #log script, #log iframe, #log svg:not(.icon), #log a").CountAsync(), Is.Zero);
        await Replies.ClickAsync();
        await Gateway.HearAsync<Said>();
        Assert.That(await Page.EvaluateAsync<bool>("'pwned' in window"), Is.False);
    }

    [TestCase("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8' onload='parent.pwned=1'><script>parent.pwned=1</script></svg>")]
    [TestCase("text/html", "<script>window.pwned=1</script>")]
    [TestCase("image/png", "not a picture")]
    public async Task Payload_Hostile_ExecutesNothing(string type, string content)
    {
        var person = await PersonAsync();
        Gateway.Show(person, new Message
        {
            Id = "Eve",
            Payload = new Payload { Type = "image", MimeType = type, Data = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(content)) },
        });
        Show(person, "Bob", "still here");
        await Expect(Page.GetByText("still here")).ToBeVisibleAsync();
        await Expect(Page.Locator(".theirs").First).ToBeVisibleAsync();
        Assert.That(await Page.EvaluateAsync<bool>("'pwned' in window"), Is.False);
    }

    [Test]
    public async Task Words_RefusedForGood_CanBeSentAgain()
    {
        Gateway.Acknowledges = false;
        Gateway.OnSaid = (who, said) => Gateway.Deliver(who, new Refused(said.Connection, ServiceCodes.NobodyListens, "", said.ClientId));
        await Expect(State).ToHaveTextAsync("Connected");
        await SayAsync("anybody?");
        await Expect(Page.Locator(".mine .status")).ToContainTextAsync("Not sent");
        var (_, first) = await Gateway.HearAsync<Said>();
        Gateway.Acknowledges = true;
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Try again" }).ClickAsync();
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.ClientId, Is.EqualTo(first.ClientId));
        await Expect(Page.Locator(".mine .text")).ToHaveTextAsync("anybody?");
        await Expect(Page.Locator(".mine .status")).ToHaveTextAsync("Sent");
    }

    [Test]
    public async Task Refusal_Shown_HasWordsAndNoCode()
    {
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Gateway.Deliver(person, new Refused(connected.Connection, ServiceCodes.WrongPassword, "SC4004: Wrong password"));
        await Expect(Page.GetByText("That is not the password. Try again.")).ToBeVisibleAsync();
        await Expect(Page.GetByText("SC4")).ToHaveCountAsync(0);
    }
}

/// <summary>A service that takes hardly anything: what is refused is not lost.</summary>
[TestFixture]
internal sealed class RefusedWordsTests : PageTests
{
    protected internal override BrowserSettings Settings => new() { Limits = new WebSocketLimits { Burst = 1.5, MessagesPerSecond = 0.5 } };

    [Test]
    public async Task Words_RefusedForSpeed_AreSentByThemselves()
    {
        await Expect(State).ToHaveTextAsync("Connected");
        await SayAsync("quick");
        await Expect(Page.GetByText("That was fast. It is sent by itself in a moment.")).ToBeVisibleAsync();
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("quick"));
        await Expect(Page.Locator(".mine .text")).ToHaveTextAsync("quick");
        await Expect(Page.Locator(".mine .status")).ToHaveTextAsync("Sent");
    }
}
