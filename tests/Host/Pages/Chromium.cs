using Microsoft.Playwright;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Host.Tests.Pages;

/// <summary>The machine's own Chromium, driven by Playwright; none is downloaded. Started once for all pages' tests.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

    // Without a sandbox, since tests run as root in containers; nothing foreign is ever opened.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static IPlaywright? playwright;
    private static IBrowser? browser;

    /// <summary>A browser; without one the test is passed over, or fails where it must not be (<c>CI=true</c>).</summary>
    public static async Task<IBrowser> OpenAsync()
    {
        if (browser is not null) return browser;
        var path = Places.Prepend(Environment.GetEnvironmentVariable("CHROMIUM") ?? "").FirstOrDefault(File.Exists);
        if (path is null)
        {
            const string Missing = "No Chromium here: install it (Debian: apt-get install chromium) or name it in CHROMIUM.";
            if (Environment.GetEnvironmentVariable("CI") is "true") Assert.Fail(Missing);
            Assert.Ignore(Missing);
        }

        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        // What comes, comes soon; only a busy machine takes longer, and what never comes fails a little later.
        Assertions.SetDefaultExpectTimeout((float)Patience.Limit.TotalMilliseconds);
        playwright = await Playwright.CreateAsync();
        return browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
    }

    /// <summary>Closes it.</summary>
    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
