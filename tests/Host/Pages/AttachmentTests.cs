using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ScriptChat.Messages;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Tests.Terminal;
using ScriptChat.Uploads;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;
using ScriptChat.Uploads.Tests.Samples;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>Files on the page: attached, pasted, dropped, seen before they go, shown in the conversation.</summary>
[TestFixture]
internal sealed class AttachmentTests : PageTests
{
    private readonly string folder = Directory.CreateTempSubdirectory("scriptchat-uploads-").FullName;
    private string[] kinds = ["image", "audio", "video", "file"];

    protected internal override BrowserSettings Settings
    {
        get
        {
            var limits = new UploadLimits { FilesPerMinute = 1000 };
            return new BrowserSettings { Title = "pair", Uploads = new UploadDesk(UploadStore.Open(folder, limits, TimeProvider.System), limits, () => kinds, TimeProvider.System) };
        }
    }

    private ILocator Attach => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Attach files" });

    private ILocator Tray => Page.GetByRole(AriaRole.List, new PageGetByRoleOptions { Name = "Files to send" }).GetByRole(AriaRole.Listitem);

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [SetUp]
    public void TakeAll() => kinds = ["image", "audio", "video", "file"];

    [Test]
    public async Task Image_PickedAndDescribed_IsSeenBeforeAndAfter()
    {
        await PickAsync(File("cat.png", "image/png", Pictures.Png(640, 480)));
        await Expect(Tray).ToContainTextAsync("Ready");
        await Expect(Tray.Locator("img")).ToBeVisibleAsync();
        await Page.GetByLabel("Description of cat.png").FillAsync("A cat asleep");
        await SayAsync("look");
        var said = (await Gateway.HearAsync<Said>()).Arrival;
        Assert.That(said.Message.Text, Is.EqualTo("look"));
        Assert.That((said.Message.Payload!.Type, said.Message.Payload.Name, said.Message.Payload.Width), Is.EqualTo(("image", "cat.png", (int?)640)));
        Assert.That(said.Message.Payload.Url, Does.Match("^/uploads/[0-9a-f]{64}$"));
        await Expect(Tray).ToHaveCountAsync(0);
        await Expect(Page.Locator(".mine .picture-button")).ToHaveAttributeAsync("data-state", "there");
        await Expect(Page.Locator(".theirs .picture-button")).ToHaveAttributeAsync("data-state", "there");
        Assert.That(await Page.Locator(".theirs .picture").EvaluateAsync<int>("image => image.naturalWidth"), Is.EqualTo(640));

        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show in full: A cat asleep" }).Last.ClickAsync();
        var viewer = Page.GetByRole(AriaRole.Dialog, new PageGetByRoleOptions { Name = "A cat asleep" });
        await Expect(viewer.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(viewer).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Conversation_Refreshed_StillShowsOnesOwnImages()
    {
        await PickAsync(File("cat.png", "image/png", Pictures.Png()));
        await Expect(Tray).ToContainTextAsync("Ready");
        await Words.PressAsync("Enter");
        await Expect(Page.Locator(".picture-button[data-state=there]")).ToHaveCountAsync(2);
        await Page.ReloadAsync();
        await Expect(Page.Locator(".mine .picture-button[data-state=there]")).ToHaveCountAsync(1);
        await Expect(Page.Locator(".theirs .picture-button[data-state=there]")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Files_Several_GoEachAsAMessageInOrder()
    {
        await PickAsync(File("a.png", "image/png", Pictures.Png()), File("notes.txt", "text/plain", Files.Text("notes")), File("song.mp3", "audio/mpeg", Files.Mp3));
        await SayAsync("three");
        var first = (await Gateway.HearAsync<Said>()).Arrival;
        var second = (await Gateway.HearAsync<Said>()).Arrival;
        var third = (await Gateway.HearAsync<Said>()).Arrival;
        Assert.That(new[] { first.Message.Text, second.Message.Text, third.Message.Text }, Is.EqualTo(new[] { "three", "", "" }));
        Assert.That(new[] { first.Message.Payload!.Name, second.Message.Payload!.Name, third.Message.Payload!.Name }, Is.EqualTo(new[] { "a.png", "notes.txt", "song.mp3" }));
        await Expect(Page.Locator(".theirs .file-button").First).ToContainTextAsync("Save");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.Locator(".theirs .file-button").First.ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("notes.txt"));
        Assert.That(await System.IO.File.ReadAllTextAsync(await download.PathAsync()), Is.EqualTo("notes"));
        await Page.Locator(".theirs .file-button").Last.ClickAsync();
        await Expect(Page.Locator(".theirs audio")).ToBeVisibleAsync();
    }

    [Test]
    public async Task File_DroppedAndPasted_IsAttached()
    {
        await Expect(Attach).ToBeVisibleAsync();
        const string Bring = """
            async ([bytes, event]) => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], event + '.png', { type: 'image/png' }));
              if (event === 'paste') return document.getElementById('words').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
              document.body.dispatchEvent(new DragEvent(event, { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """;
        var picture = Convert.ToBase64String(Pictures.Png());
        await Page.EvaluateAsync(Bring, new[] { picture, "dragenter" });
        await Expect(Page.GetByText("Drop files to send them")).ToBeVisibleAsync();
        await Page.EvaluateAsync(Bring, new[] { picture, "drop" });
        await Expect(Page.GetByText("Drop files to send them")).ToBeHiddenAsync();
        await Expect(Tray).ToContainTextAsync(["drop.png"]);
        await Page.EvaluateAsync(Bring, new[] { picture, "paste" });
        await Expect(Tray).ToHaveCountAsync(2);
    }

    [Test]
    public async Task File_ThatIsRefused_SaysWhyAndCanBeTakenOutByKeys()
    {
        await PickAsync(File("cat.png", "image/png", Files.Text("<html><script>alert(1)</script>")));
        await Expect(Tray).ToContainTextAsync("This file is not what its name says.");
        await SayAsync("hello");
        await Expect(Page.Locator("#notice")).ToContainTextAsync("Take out the file");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Take out cat.png" }).FocusAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Tray).ToHaveCountAsync(0);
        await Expect(Page.Locator("#notice")).ToBeEmptyAsync();
        await Expect(Words).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("hello"));
    }

    [Test]
    public async Task Files_MoreThanGoAtATime_AreTakenUpToThatAndItIsSaidUntilThereIsRoom()
    {
        await PickAsync([.. Enumerable.Range(0, 11).Select(index => File($"{index}.txt", "text/plain", Files.Text("notes")))]);
        await Expect(Tray).ToHaveCountAsync(10);
        await Expect(Tray.Last).ToContainTextAsync("Ready");
        await Expect(Page.Locator("#notice")).ToHaveTextAsync("At most 10 files at a time.");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Take out 3.txt" }).ClickAsync();
        await Expect(Page.Locator("#notice")).ToBeEmptyAsync();
    }

    [Test]
    public async Task Connection_Lost_KeepsTheFileAndSendsItWhenBack()
    {
        await using var relay = new Relay(Server.Address.Port);
        var page = await OpenAsync(new Uri($"http://127.0.0.1:{relay.Port}/"));
        await Assertions.Expect(page.Locator("#state")).ToHaveTextAsync("Connected");
        await Assertions.Expect(page.GetByLabel("Attach files")).ToBeVisibleAsync();
        relay.IsDown = true;
        relay.Cut();
        await Assertions.Expect(page.Locator("#state")).Not.ToHaveTextAsync("Connected");
        await page.Locator("input[type=file]").SetInputFilesAsync(File("cat.png", "image/png", Pictures.Png()));
        await Assertions.Expect(page.Locator(".tray-item")).ToContainTextAsync("Waits for the connection");
        await page.GetByLabel("Your message").PressAsync("Enter");
        relay.IsDown = false;
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Payload!.Name, Is.EqualTo("cat.png"));
    }

    [Test]
    public async Task Task_ThatTakesWordsOnly_HasNoButton()
    {
        kinds = [];
        await Page.ReloadAsync();
        await Expect(State).ToHaveTextAsync("Connected");
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(Attach).ToBeHiddenAsync();
    }

    [Test]
    public async Task Picture_OfOnesOwn_StaysWithinItsPlace()
    {
        await Page.SetViewportSizeAsync(630, 700);
        await PickAsync(File("cat.png", "image/png", Pictures.Png(1600, 900)));
        await SayAsync("mine");
        await Expect(Page.Locator(".mine .picture-button img")).ToBeVisibleAsync();
        var (bubble, place) = (await Page.Locator(".mine .bubble").BoundingBoxAsync(), await Page.Locator(".mine").BoundingBoxAsync());
        Assert.That(bubble!.X + bubble.Width, Is.EqualTo(place!.X + place.Width).Within(1));
    }

    [Test]
    public async Task Files_InEveryState_HaveNoAxeViolations([Values(ColorScheme.Light, ColorScheme.Dark)] ColorScheme scheme, [Values(320, 1280)] int width)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Page.SetViewportSizeAsync(width, 640);
        await PickAsync(File("cat.png", "image/png", Pictures.Png(640, 480)), File("bad.png", "image/png", Files.Pdf));
        await Expect(Tray.Last).ToContainTextAsync("not what its name says");
        await CheckAsync("attached");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Take out bad.png" }).ClickAsync();
        await PickAsync(File("song.mp3", "audio/mpeg", Files.Mp3), File(new string('n', 90) + ".pdf", "application/pdf", Files.Pdf));
        await SayAsync("all of these");
        await Expect(Page.Locator(".theirs .file-button")).ToHaveCountAsync(2);
        await CheckAsync("in the conversation");
        Assert.That(await Page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.getElementById('scroll').scrollWidth)"), Is.LessThanOrEqualTo(width));
        await Page.Locator(".theirs .picture-button").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await CheckAsync("in full");
        if (Environment.GetEnvironmentVariable("SCRIPTCHAT_PICTURES") is { } pictures) await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, $"viewer-{scheme}-{width}.png") });
    }

    private static FilePayload File(string name, string type, byte[] content) => new() { Name = name, MimeType = type, Buffer = content };

    private async Task PickAsync(params FilePayload[] files)
    {
        await Expect(Attach).ToBeVisibleAsync();
        await Page.Locator("input[type=file]").SetInputFilesAsync(files);
    }

    private async Task CheckAsync(string state)
    {
        var result = await Page.RunAxe();
        Assert.That(result.Violations.Select(found => $"{state}: {found.Id}: {found.Help}: {string.Join(" | ", found.Nodes.Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))}"), Is.Empty);
        if (Environment.GetEnvironmentVariable("SCRIPTCHAT_PICTURES") is { } pictures)
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(pictures, $"{state.Replace(' ', '-')}-{TestContext.CurrentContext.Test.Name.Replace('"', ' ')}.png") });
    }
}
