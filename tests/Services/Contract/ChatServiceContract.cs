using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.Contract;

/// <summary>What every service does alike. To put a service under it, write a <see cref="ServiceFixture"/> that starts it against
/// the fixture's <see cref="ScriptedGateway"/> and connects an <see cref="IChatClient"/> in the way people come, and add
/// <c>internal sealed class MyServiceContractTests : ChatServiceContract&lt;MyFixture&gt;;</c> with <c>[TestFixture]</c>. What a
/// service can't do by its nature (several people in one terminal) its fixture says, and those tests are passed over.</summary>
/// <typeparam name="TFixture">The service under test.</typeparam>
internal abstract class ChatServiceContract<TFixture>
    where TFixture : ServiceFixture, new()
{
    protected TFixture Fixture { get; } = new();

    protected ScriptedGateway Gateway => Fixture.Gateway;

    [SetUp]
    public Task StartAsync() => Fixture.StartAsync();

    [TearDown]
    public async Task StopAsync() => await Fixture.DisposeAsync();

    [Test]
    public async Task Person_Comes_IsAtTheServicesAddress()
    {
        await using var client = await Fixture.ConnectAsync();
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Assert.That(person.Service, Is.EqualTo(Fixture.Service.Name));
        Assert.That(connected.Resume, Is.False);
        Assert.That(connected.Connection, Is.Not.Zero);
    }

    [Test]
    public async Task Person_Speaks_IsHeardAndAnswered()
    {
        await using var client = await Fixture.ConnectAsync();
        var (person, connected) = await Gateway.HearAsync<Connected>();
        await client.SayAsync("Grüße \"an\" alle 😀");
        var (speaker, said) = await Gateway.HearAsync<Said>();
        Assert.That(speaker, Is.EqualTo(person));
        Assert.That(said.Connection, Is.EqualTo(connected.Connection));
        Assert.That(said.Message.Text, Is.EqualTo("Grüße \"an\" alle 😀"));
        Assert.That((await client.SeeAsync()).Text, Is.EqualTo("Grüße \"an\" alle 😀"));
    }

    [Test]
    public async Task Messages_Many_ComeInOrder()
    {
        await using var client = await Fixture.ConnectAsync();
        var (person, _) = await Gateway.HearAsync<Connected>();
        for (var i = 0; i < 500; i++) Gateway.Show(person, new Message { Text = $"line {i}" });
        for (var i = 0; i < 500; i++) Assert.That((await client.SeeAsync()).Text, Is.EqualTo($"line {i}"));
    }

    [Test]
    public async Task Words_Many_AreHeardInOrder()
    {
        await using var client = await Fixture.ConnectAsync();
        for (var i = 0; i < 20; i++) await client.SayAsync($"word {i}");
        for (var i = 0; i < 20; i++) Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo($"word {i}"));
    }

    [Test]
    public async Task QuickReplies_Offered_ReachTheClient()
    {
        Assume.That(Fixture.ShowsReplies);
        await using var client = await Fixture.ConnectAsync();
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Show(person, new Message { Text = "Tea?", QuickReplies = ["yes", "no \"thanks\""] });
        Gateway.Show(person, new Message { Text = "Well?" });
        var asked = await client.SeeAsync();
        var after = await client.SeeAsync();
        Assert.That(asked.QuickReplies, Is.EqualTo(new[] { "yes", "no \"thanks\"" }));
        Assert.That(after.QuickReplies, Is.Null);
    }

    [Test]
    public async Task TwoPeople_AtOnce_HearOnlyTheirOwn()
    {
        Assume.That(Fixture.ManyPeople);
        await using var anna = await Fixture.ConnectAsync();
        var (first, _) = await Gateway.HearAsync<Connected>();
        await using var ben = await Fixture.ConnectAsync();
        var (second, _) = await Gateway.HearAsync<Connected>();
        Assert.That(second, Is.Not.EqualTo(first));
        await anna.SayAsync("I am Anna");
        await ben.SayAsync("I am Ben");
        Assert.That((await anna.SeeAsync()).Text, Is.EqualTo("I am Anna"));
        Assert.That((await ben.SeeAsync()).Text, Is.EqualTo("I am Ben"));
    }

    [Test]
    public async Task Person_Closes_IsGone()
    {
        await using var client = await Fixture.ConnectAsync();
        var (person, connected) = await Gateway.HearAsync<Connected>();
        await client.CloseAsync();
        var (left, _) = await Gateway.HearAsync<Disconnected>(gone => gone.Connection == connected.Connection);
        Assert.That(left, Is.EqualTo(person));
    }

    [Test]
    public async Task Person_Stops_HearsGoodbyeAndIsClosed()
    {
        Assume.That(Fixture.HasStop);
        await using var client = await Fixture.ConnectAsync();
        await Gateway.HearAsync<Connected>();
        await client.StopAsync();
        Assert.That((await client.SeeAsync()).Text, Is.EqualTo("See you later!"));
        await client.ClosedAsync();
        await Gateway.HearAsync<Disconnected>();
    }

    [Test]
    public async Task Client_DoesNotRead_OthersAreServed()
    {
        Assume.That(Fixture.ManyPeople);
        await using var deaf = await Fixture.ConnectAsync();
        var (person, _) = await Gateway.HearAsync<Connected>();
        await using var other = await Fixture.ConnectAsync();
        var flood = new string('x', 4096);
        for (var i = 0; i < 5000; i++) Gateway.Show(person, new Message { Text = flood });
        await other.SayAsync("still here?");
        Assert.That((await other.SeeAsync()).Text, Is.EqualTo("still here?"));
    }

    [Test]
    public async Task Delivery_ToUnknownConnection_IsIgnored()
    {
        await using var client = await Fixture.ConnectAsync();
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Deliver(new PersonId(Fixture.Service.Name, "nobody"), new Shown(ConnectionIds.Next(), 1, new Message { Text = "hello?" }));
        Gateway.Deliver(new PersonId(Fixture.Service.Name, "nobody"), new Closing(ConnectionIds.Next(), CloseReason.Ended));
        Gateway.Show(person, new Message { Text = "for you" });
        Assert.That((await client.SeeAsync()).Text, Is.EqualTo("for you"));
    }

    [Test]
    public async Task Delivery_AfterTheClientIsGone_IsIgnored()
    {
        await using var client = await Fixture.ConnectAsync();
        var (person, connected) = await Gateway.HearAsync<Connected>();
        await client.CloseAsync();
        await Gateway.HearAsync<Disconnected>(gone => gone.Connection == connected.Connection);
        Assert.That(() => Gateway.Show(person, new Message { Text = "too late" }), Throws.Nothing);
    }

    [Test]
    public async Task Service_Stops_WhatWasSaidBeforeArrivesAndTheConnectionEnds()
    {
        await using var client = await Fixture.ConnectAsync();
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Show(person, new Message { Text = "the last word" });
        var stopping = Fixture.Service.StopAsync(CancellationToken.None);
        Assert.That((await client.SeeAsync()).Text, Is.EqualTo("the last word"));
        await client.ClosedAsync();
        await stopping.Soon();
    }
}
