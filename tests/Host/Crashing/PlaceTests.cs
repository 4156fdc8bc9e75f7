using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Crashing;

/// <summary>Wherever people were when the runtime was killed, there they are when it is back.</summary>
[TestFixture]
internal sealed class PlaceTests
{
    private Folder folder = null!;
    private RuntimeProcess runtime = null!;
    private Uri page = null!;

    [SetUp]
    public void SetUp() => folder = Places.Make();

    [TearDown]
    public async Task TearDownAsync()
    {
        await runtime.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task Person_InTheMenu_ChoosesAfterTheRestart()
    {
        await StartAsync();
        await using var ann = await Guest.ComeAsync(page);
        await ann.SeesAsync(Places.Menu);
        await DieAndStartAsync();
        await ann.ComeBackAsync(page);
        await ann.SayAsync("echo");
        await ann.AskAsync("hello", "1: hello");
    }

    [Test]
    public async Task Person_AtTheGate_EntersThePasswordAfterTheRestart()
    {
        await StartAsync("--password", "open sesame");
        await using var ann = await Guest.ComeAsync(page);
        await ann.SeesAsync("protected by a password");
        await DieAndStartAsync("--password", "open sesame");
        await ann.ComeBackAsync(page);
        await ann.AskAsync("open sesame", Places.Menu);
    }

    [Test]
    public async Task Person_InTheMiddleOfOnboarding_IsAskedWhatIsLeft()
    {
        await StartAsync();
        await using var ann = await Guest.ComeAsync(page);
        await ann.SeesAsync(Places.Menu);
        await ann.AskAsync("profile", "Your name?");
        await ann.AskAsync("Ann", "Your age, Ann?");
        await DieAndStartAsync();
        await ann.ComeBackAsync(page);
        await ann.AskAsync("40", "You are Ann (40).");
        Assert.That(ann.Seen, Has.Exactly(1).EqualTo("Your name?"));
    }

    [Test]
    public async Task People_InThePool_KeepTheirPlacesAndArePairedWithWhoComesLater()
    {
        await StartAsync();
        await using var ann = await ChooseAsync("trio");
        await ann.AskAsync("am I in line?", "Please wait");
        await using var bea = await ChooseAsync("trio");
        await bea.AskAsync("am I in line?", "Please wait");
        await DieAndStartAsync();
        // The later one is back first, and still the later one.
        await bea.ComeBackAsync(page);
        await ann.ComeBackAsync(page);
        await using var cleo = await ChooseAsync("trio");
        await ann.SeesAsync("together, you are number 1");
        await bea.SeesAsync("together, you are number 2");
        await cleo.SeesAsync("together, you are number 3");
        await cleo.SayAsync("at last");
        await ann.SeesAsync("at last");
    }

    [Test]
    public async Task Script_InTheMiddleOfADelay_GoesOnAfterTheRestart()
    {
        await StartAsync();
        await using var ann = await ChooseAsync("echo");
        await ann.AskAsync("hello", "1: hello");
        await ann.AskAsync("sleep", "good night");
        await DieAndStartAsync();
        await ann.ComeBackAsync(page);
        await ann.SeesAsync("good morning");
        await ann.AskAsync("still there", "2: still there");
        Assert.That(ann.Seen, Has.Exactly(1).EqualTo("good night"));
    }

    [Test]
    public async Task Words_SaidAtTheMomentOfDeath_AreTakenOnce()
    {
        await StartAsync();
        await using var ann = await ChooseAsync("echo");
        await ann.AskAsync("hello", "1: hello");
        await ann.SayIntoTheVoidAsync("last", "anybody?");
        await DieAndStartAsync();
        await ann.ComeBackAsync(page);
        Assert.That(await ann.TrySayAsync("last", "anybody?"), Is.Null);
        Assert.That(await ann.TrySayAsync("last", "anybody?"), Is.Null, "acknowledged again");
        await ann.SeesAsync("2: anybody?");
        await ann.AskAsync("and now", "3: and now");
    }

    [Test]
    public async Task PlainClient_ItsProcessDied_HasLeftAndOthersGoOn()
    {
        await StartAsync();
        await using var ann = await ChooseAsync("pair");
        await using var plain = await Person.ComeAsync(page);
        await plain.AskAsync("hi", Places.Menu);
        await plain.AskAsync("pair", "together");
        await ann.SeesAsync("together");
        await using var other = await ChooseAsync("echo");
        await other.AskAsync("hello", "1: hello");
        await DieAndStartAsync();
        await other.ComeBackAsync(page);
        await other.AskAsync("again", "2: again");
        await ann.ComeBackAsync(page);
        await ann.SeesAsync("The other person has left");
        await ann.SeesAsync(Places.Menu);
    }

    [TestCase("TERM", 0)]
    [TestCase("INT", 130)]
    public async Task Stop_InTheMiddleOfAConversation_IsAPause(string signal, int code)
    {
        await StartAsync();
        await using var ann = await ChooseAsync("echo");
        await ann.AskAsync("hello", "1: hello");
        runtime.Signal(signal);
        Assert.That(await runtime.ExitAsync(), Is.EqualTo(code), runtime.Said);
        await runtime.DisposeAsync();
        await StartAsync();
        await ann.ComeBackAsync(page);
        await ann.AskAsync("again", "2: again");
        Assert.That(runtime.Said, Does.Not.Contain("error SC"));
    }

    private async Task StartAsync(params IEnumerable<string> more) => (runtime, page) = await Places.StartAsync(folder, more);

    private async Task DieAndStartAsync(params IEnumerable<string> more)
    {
        await runtime.KillAsync();
        Assert.That(runtime.Said, Does.Not.Contain("error SC"));
        await StartAsync(more);
    }

    private async Task<Guest> ChooseAsync(string choice)
    {
        var guest = await Guest.ComeAsync(page);
        await guest.SeesAsync(Places.Menu);
        await guest.SayAsync(choice);
        return guest;
    }
}
