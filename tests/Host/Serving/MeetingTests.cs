using ScriptChat.Host.Tests.Support;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Host.Tests.Serving;

/// <summary>People who came over different services meet in one conversation.</summary>
[TestFixture]
internal sealed class MeetingTests
{
    private const string Menu = "Which one would you like to see?";
    private const string Consent = "Please be kind.";
    private const string Looking = "Now we look for somebody.";
    private const string Met = "You are connected. Say hello!";
    private const string Left = "The other person has left the conversation.";

    [Test]
    public async Task Strangers_OnDifferentServices_ArePairedAndHearOfEachOthersEnd()
    {
        using var folder = Folder.Copy("overworld_demo");
        await using var runtime = folder.Serve();
        var address = await runtime.AddressAsync();
        await SocketAndInteractAsync(address);
        await TypedAndPlainAsync(address);
        await ConnectAndSocketAsync(address);
        Assert.That(runtime.Said, Does.Not.Contain("error"));
    }

    private static async Task SocketAndInteractAsync(Uri address)
    {
        await using var ann = await Person.ComeAsync(address);
        await LineUpAsync(ann);
        using var bob = new Caller(address);
        await bob.SayAsync("hi", Menu);
        await bob.SayAsync("chat", Consent);
        await bob.SayAsync("I agree", Looking);
        await ann.SeesAsync(Met);
        await ann.SayAsync("Hello, who is there?");
        await bob.SayAsync("Somebody at a desk.", "Hello, who is there?");
        await ann.SeesAsync("Somebody at a desk.");
        ann.Vanish();
        await bob.HearsAsync(Left);
    }

    private static async Task TypedAndPlainAsync(Uri address)
    {
        await using var ann = await Person.ComeTypedAsync(address);
        await ann.SeesAsync(Menu);
        await ann.AskAsync("chat", Consent);
        await ann.AskAsync("I agree", Looking);
        await using var bob = await Person.ComeAsync(address);
        await LineUpAsync(bob);
        await bob.SeesAsync(Met);
        var met = await ann.SeesAsync(Met);
        Assert.That((long)met["seq"]!, Is.GreaterThan(0));
        await ann.SayAsync("from ann");
        await bob.SeesAsync("from ann");
        await bob.SayAsync("from bob");
        var heard = await ann.SeesAsync("from bob");
        Assert.That((string?)heard["id"], Is.EqualTo("Kim"));
        await bob.SayAsync("[DONE]");
        await ann.SeesAsync("Kim has ended the conversation.");
        await ann.SeesAsync(Menu);
        await bob.SeesAsync(Menu);
    }

    private static async Task ConnectAndSocketAsync(Uri address)
    {
        await using var terminal = RuntimeProcess.Start("connect", address.ToString());
        await terminal.LineAsync(Menu);
        await terminal.Input.WriteLineAsync("chat");
        await terminal.LineAsync(Consent);
        await terminal.Input.WriteLineAsync("I agree");
        await terminal.LineAsync(Looking);
        await using var bob = await Person.ComeAsync(address);
        await LineUpAsync(bob);
        await terminal.LineAsync(Met);
        await terminal.Input.WriteLineAsync("from a terminal");
        await bob.SeesAsync("from a terminal");
        await bob.SayAsync("from a socket");
        await terminal.LineAsync("from a socket");
        bob.Vanish();
        await terminal.LineAsync(Left);
        terminal.Input.Close();
        Assert.That(await terminal.ExitAsync(), Is.Zero, terminal.Said);
    }

    private static async Task LineUpAsync(Person plain)
    {
        await plain.AskAsync("hi", Menu);
        await plain.AskAsync("chat", Consent);
        await plain.AskAsync("I agree", Looking);
    }

    /// <summary>Somebody at <c>POST /interact</c>, who hears only when they speak.</summary>
    private sealed class Caller(Uri address) : IDisposable
    {
        private readonly HttpClient http = new() { BaseAddress = address };

        public async Task SayAsync(string text, string answer) => Assert.That(await AskAsync(text), Does.Contain(answer));

        /// <summary>Speaks until it hears certain words: nothing tells a caller that there is something to hear.</summary>
        public async Task HearsAsync(string words)
        {
            for (var times = 0; times < 100; times++)
            {
                if ((await AskAsync("are you there?")).Contains(words, StringComparison.Ordinal)) return;
            }

            Assert.Fail($"never heard '{words}'");
        }

        public void Dispose() => http.Dispose();

        private async Task<string> AskAsync(string text)
        {
            using var content = new StringContent(text);
            using var response = await http.PostAsync("/interact", content).Soon();
            return await response.Content.ReadAsStringAsync().Soon();
        }
    }
}
