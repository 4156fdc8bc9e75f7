using Microsoft.Extensions.Time.Testing;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Terminal;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.Terminal;

[TestFixture]
internal sealed class TerminalServiceTests
{
    private readonly ScriptedGateway gateway = new() { Echoes = false };
    private readonly FakeTimeProvider time = new();
    private TestConsole console = new();
    private TerminalService service = null!;
    private PersonId person;
    private long connection;

    [TearDown]
    public async Task StopAsync()
    {
        console.EndInput();
        await service.DisposeAsync();
    }

    [TestCase("2", "no")]
    [TestCase("YES", "yes")]
    [TestCase("7", "7")]
    [TestCase("something else", "something else")]
    public async Task QuickReplies_Shown_ArePickedByNumberOrTyped(string typed, string heard)
    {
        await StartAsync();
        gateway.Show(person, new Message { Id = "World", Text = "Tea?", QuickReplies = ["yes", "no"] });
        Assert.That(await console.ReadAsync(), Is.EqualTo("World: Tea?"));
        Assert.That(await console.ReadAsync(), Is.EqualTo("  1) yes"));
        Assert.That(await console.ReadAsync(), Is.EqualTo("  2) no"));
        console.Type(typed);
        Assert.That((await gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo(heard));
    }

    [Test]
    public async Task QuickReplies_Answered_AreNumbersNoMore()
    {
        await StartAsync();
        gateway.Show(person, new Message { Text = "Tea?", QuickReplies = ["yes", "no"] });
        await console.ReadAsync("2) no");
        console.Type("1");
        console.Type("1");
        Assert.That((await gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("yes"));
        Assert.That((await gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("1"));
    }

    [Test]
    public async Task QuickReplies_ThatAreNumbers_AreMeantThemselves()
    {
        await StartAsync();
        gateway.Show(person, new Message { Text = "How many?", QuickReplies = ["3", "2", "1"] });
        await console.ReadAsync("3) 1");
        console.Type("1");
        Assert.That((await gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("1"));
    }

    [Test]
    public async Task EmptyLine_Typed_IsNotSaid()
    {
        await StartAsync();
        console.Type("  ");
        console.Type("words");
        Assert.That((await gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("words"));
    }

    [Test]
    public async Task Text_WithControlSequences_CannotCommandTheTerminal()
    {
        await StartAsync();
        gateway.Show(person, new Message { Id = "Eve\u001b[2J", Text = "a\u001b]0;title\u0007b\tc\u009bd\r\ne", QuickReplies = ["\u001b[31mred\nline"] });
        await console.ReadAsync("1)");
        Assert.That(console.Everything.Where(char.IsControl).Distinct(), Is.SubsetOf(Environment.NewLine));
    }

    [Test]
    public async Task Text_OfSeveralLines_IsIndentedUnderItsSpeaker()
    {
        await StartAsync();
        gateway.Show(person, new Message { Id = "Bob", Text = "one\ntwo" });
        Assert.That(await console.ReadAsync(), Is.EqualTo("Bob: one"));
        Assert.That(await console.ReadAsync(), Is.EqualTo("     two"));
    }

    [Test]
    public async Task Pipe_Output_HoldsNoPromptNoColoursNoGreeting()
    {
        await StartAsync();
        gateway.Deliver(person, new Typing(connection, true, "Bob"));
        gateway.Show(person, new Message { Id = "Bob", Text = "hi" });
        Assert.That(await console.ReadAsync(), Is.EqualTo("Bob: hi"));
        Assert.That(console.Everything, Does.Not.Contain("\u001b").And.Not.Contain("> "));
    }

    [Test]
    public async Task Terminal_Interactive_HasPromptAndShowsWhoWrites()
    {
        console = new TestConsole(interactive: true, colors: true);
        await StartAsync();
        await console.SeesAsync("Ctrl-C leaves");
        await console.SeesAsync("> ");
        gateway.Deliver(person, new Typing(connection, true, "Bob"));
        await console.SeesAsync("Bob is writing…");
        gateway.Show(person, new Message { Id = "Bob", Text = "hi" });
        gateway.Show(person, new Message { Id = "Ann", Text = "ho" });
        await console.SeesAsync("ho");
        Assert.That(console.Everything, Does.Contain("\u001b[36mBob:").And.Contain("\u001b[33mAnn:"));
    }

    [Test]
    public async Task Terminal_WithoutColour_HasNone()
    {
        console = new TestConsole(interactive: true);
        await StartAsync();
        gateway.Show(person, new Message { Id = "Bob", Text = "hi", QuickReplies = ["a"] });
        await console.SeesAsync("1) a");
        Assert.That(console.Everything.Replace("\r\u001b[2K", "", StringComparison.Ordinal), Does.Not.Contain("\u001b"));
    }

    [Test]
    public async Task Partner_AwayBackAndLeft_IsSaid()
    {
        await StartAsync();
        foreach (var state in new[] { "here", "away", "away", "here", "left" }) gateway.Deliver(person, new Presence(connection, "Bob", state));
        Assert.That(await console.ReadAsync(), Is.EqualTo("* Bob is away."));
        Assert.That(await console.ReadAsync(), Is.EqualTo("* Bob is back."));
        Assert.That(await console.ReadAsync(), Is.EqualTo("* Bob has left."));
    }

    [Test]
    public async Task Line_AndEachStepForward_IsSaid()
    {
        await StartAsync();
        foreach (var place in new[] { 2, 2, 1 })
            gateway.Deliver(person, new Whereabouts(connection, "line") { Task = "chat", Line = new LineNews(place, 2, TimeSpan.Zero, TimeSpan.FromMinutes(5)) });
        gateway.Deliver(person, new Whereabouts(connection, "world") { Task = "chat" });
        Assert.That(await console.ReadAsync(), Is.EqualTo("* You are number 2 in line. It begins by itself; say EXIT to leave the line."));
        Assert.That(await console.ReadAsync(), Does.StartWith("* You are first in line."));
    }

    [Test]
    public async Task Refusal_Shown_HasNoCode()
    {
        await StartAsync();
        gateway.Deliver(person, new Refused(connection, ServiceCodes.WrongPassword, "Wrong password"));
        Assert.That(await console.ReadAsync(), Is.EqualTo("* That is not the password. Try again."));
    }

    [Test]
    public async Task Script_Changed_IsOneLineAndTheNewTellingFollows()
    {
        await StartAsync();
        gateway.Show(person, new Message { Id = "World", Text = "old", QuickReplies = ["yes"] });
        await console.ReadAsync("1) yes");
        gateway.Strike(person, 1);
        gateway.Show(person, new Message { Id = "World", Text = "new" });
        Assert.That(await console.ReadAsync(), Is.EqualTo("* The author has changed the script. The conversation goes on from here:"));
        Assert.That(await console.ReadAsync(), Is.EqualTo("World: new"));
        console.Type("1");
        Assert.That((await gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("1"), "what was struck can't be picked");
    }

    [Test]
    public async Task Words_NotStored_AreSaidNotToBeTaken()
    {
        await StartAsync();
        gateway.Stores = false;
        console.Type("hello");
        Assert.That(await console.ReadAsync(), Is.EqualTo("* That could not be stored and was not taken. Please say it again in a while."));
    }

    [Test]
    public async Task CtrlC_Pressed_LeavesAndShowsTheGoodbye()
    {
        await StartAsync();
        await service.LeaveAsync();
        Assert.That(await service.Ended, Is.EqualTo(TerminalEnd.Left));
        Assert.That(await console.ReadAsync(), Is.EqualTo("See you later!"));
        await gateway.HearAsync<Disconnected>();
    }

    [Test]
    public async Task Input_Ends_LeavesPolitely()
    {
        await StartAsync();
        console.EndInput();
        await gateway.HearAsync<Leaves>();
        Assert.That(await service.Ended.Soon(), Is.EqualTo(TerminalEnd.Left));
    }

    [Test]
    public async Task Journey_Over_EndsTheTerminal()
    {
        await StartAsync();
        gateway.Deliver(person, new Closing(connection, CloseReason.Ended));
        Assert.That(await service.Ended.Soon(), Is.EqualTo(TerminalEnd.Ended));
    }

    [Test]
    public async Task Goodbye_NeverComes_LeavesAnyway()
    {
        var deaf = new DeafGateway();
        service = new TerminalService(new TerminalSettings { Console = console.Console, Time = time });
        await service.StartAsync(deaf, CancellationToken.None);
        var leaving = service.LeaveAsync();
        time.Advance(TimeSpan.FromSeconds(6));
        await leaving.Soon();
        Assert.That(await service.Ended, Is.EqualTo(TerminalEnd.Left));
        Assert.That(deaf.Heard.Select(arrival => arrival.GetType()), Is.EqualTo(new[] { typeof(Connected), typeof(Leaves), typeof(Disconnected) }));
    }

    private async Task StartAsync()
    {
        service = new TerminalService(new TerminalSettings { Console = console.Console, Time = time });
        gateway.Attach(service);
        await service.StartAsync(gateway, CancellationToken.None);
        (person, var connected) = await gateway.HearAsync<Connected>();
        connection = connected.Connection;
    }

    private sealed class DeafGateway : IGateway
    {
        public List<Arrival> Heard { get; } = [];

        public void Receive(PersonId person, Arrival arrival) => Heard.Add(arrival);
    }
}
