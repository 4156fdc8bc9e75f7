using System.Net;
using System.Text.RegularExpressions;
using ScriptChat.Services.Browser.Limits;

namespace ScriptChat.Services.Tests.Browser;

[TestFixture]
internal sealed partial class PageAssetsTests
{
    private readonly BrowserFixture fixture = new() { Settings = new BrowserSettings { Title = "my_<b>task</b>" } };
    private Caller caller = null!;

    [SetUp]
    public async Task StartAsync()
    {
        await fixture.StartAsync();
        caller = new Caller(fixture.Address);
    }

    [TearDown]
    public async Task StopAsync()
    {
        caller.Dispose();
        await fixture.DisposeAsync();
    }

    [TestCase("/", "text/html")]
    [TestCase("/browser/styles.css", "text/css")]
    [TestCase("/browser/main.js", "text/javascript")]
    [TestCase("/browser/messages/markup.js", "text/javascript")]
    [TestCase("/browser/icon.svg", "image/svg+xml")]
    public async Task File_Asked_ComesWithTypeAndGuardingHeaders(string path, string type)
    {
        using var response = await caller.GetAsync(path);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo(type));
        Assert.That(response.Headers.GetValues("X-Content-Type-Options").Single(), Is.EqualTo("nosniff"));
        Assert.That(response.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("no-referrer"));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
    }

    [Test]
    public async Task File_Unchanged_IsNotSentAgain()
    {
        using var first = await caller.GetAsync("/browser/main.js");
        using var again = await caller.GetAsync("/browser/main.js", ("If-None-Match", first.Headers.ETag!.Tag));
        using var other = await caller.GetAsync("/browser/main.js", ("If-None-Match", "\"something else\""));
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Title_WithMarkup_IsText()
    {
        using var response = await caller.GetAsync("/");
        var page = await response.Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("<title>My &lt;b&gt;task&lt;/b&gt;</title>"));
        Assert.That(page, Does.Not.Contain("{{title}}"));
    }

    [TestCase("/browser/nothing.js")]
    [TestCase("/browser/../appsettings.json")]
    public async Task File_Unknown_IsNotFound(string path)
    {
        using var response = await caller.GetAsync(path);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Scripts_All_ImportOnlyWhatIsServed()
    {
        var seen = new HashSet<string> { "main.js" };
        var left = new Queue<string>(seen);
        while (left.TryDequeue(out var name))
        {
            using var response = await caller.GetAsync($"/browser/{name}");
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), name);
            var source = await response.Content.ReadAsStringAsync();
            Assert.That(source, Does.Not.Contain("innerHTML").And.Not.Contain("insertAdjacentHTML"), name);
            foreach (Match import in Imports().Matches(source))
            {
                if (seen.Add(import.Groups["file"].Value)) left.Enqueue(import.Groups["file"].Value);
            }
        }

        Assert.That(seen, Has.Count.GreaterThan(8));
    }

    [GeneratedRegex("from '\\./(?<file>[a-z]+\\.js)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Imports();
}
