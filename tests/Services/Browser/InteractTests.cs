using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.Browser;

[TestFixture]
internal sealed class InteractTests
{
    private readonly BrowserFixture fixture = new();

    private ScriptedGateway Gateway => fixture.Gateway;

    [TearDown]
    public async Task StopAsync() => await fixture.DisposeAsync();

    [Test]
    public async Task Text_PlainBody_IsAnsweredWithParlAIsFields()
    {
        using var caller = await StartAsync();
        var answer = await caller.SayAsync("hello {there}");
        Assert.That((string)answer["text"]!, Is.EqualTo("hello {there}"));
        Assert.That((string)answer["id"]!, Is.EqualTo("Echo"));
        Assert.That((bool)answer["episode_done"]!, Is.False);
        Assert.That(answer.ContainsKey("quick_replies"));
        var (person, connected) = await Gateway.HearAsync<Connected>();
        Assert.That(person.Service, Is.EqualTo("browser"));
        Assert.That(connected, Is.EqualTo(new Connected(connected.Connection, Resume: false, LastSeen: null, Keeps: false, Opens: false)));
    }

    [TestCase("{\"text\":\"hi\"}", "application/json", "hi")]
    [TestCase("{\"text\":\"hi\"}", "text/plain", "hi")]
    [TestCase("just words", "application/json", "just words")]
    [TestCase("{not json}", "application/json", "{not json}")]
    [TestCase("line\n", "text/plain", "line")]
    public async Task Body_OfAnyForm_IsUnderstood(string body, string type, string heard)
    {
        using var caller = await StartAsync();
        using var content = new StringContent(body);
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(type);
        using var response = await caller.PostAsync("/interact", content);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo(heard));
    }

    [Test]
    public async Task SeveralMessages_InOneAnswer_NoneIsLost()
    {
        using var caller = await StartAsync();
        Gateway.Echoes = false;
        Gateway.OnSaid = (person, _) =>
        {
            Gateway.Show(person, new Message { Id = "World", Text = "one", QuickReplies = ["a", "b"] });
            Gateway.Show(person, new Message { Text = "two" });
            Gateway.Show(person, new Message { Text = "three", EpisodeDone = true });
        };
        var answer = await caller.SayAsync("go");
        Assert.That((string)answer["text"]!, Is.EqualTo("one"));
        Assert.That(answer["quick_replies"]!.AsArray().Select(reply => (string)reply!), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Caller.Texts(answer), Is.EqualTo(new[] { "one", "two", "three" }));
        Assert.That((bool)answer["messages"]![2]!["episode_done"]!);
    }

    [Test]
    public async Task Message_BetweenCalls_ComesWithTheNextAndBesideItsAnswer()
    {
        using var caller = await StartAsync();
        await caller.SayAsync("first");
        var (person, _) = await Gateway.HearAsync<Said>();
        Gateway.Show(person, new Message { Text = "by the way" });
        var answer = await caller.SayAsync("second");
        Assert.That(Caller.Texts(answer), Is.EqualTo(new[] { "by the way", "second" }));
        Assert.That((string)answer["text"]!, Is.EqualTo("second"));
    }

    [Test]
    public async Task Message_InPieces_IsGatheredUntilQuiet()
    {
        var time = new FakeTimeProvider();
        using var caller = await StartAsync(new BrowserSettings { Time = time });
        Gateway.Echoes = false;
        var call = caller.SayAsync("go");
        var (person, _) = await Gateway.HearAsync<Said>();
        Gateway.Show(person, new Message { Text = "one" });
        Gateway.Show(person, new Message { Text = "two" });
        var answer = await AdvanceUntil(time, TimeSpan.FromMilliseconds(60), call);
        Assert.That(Caller.Texts(answer), Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public async Task Silence_TenSeconds_IsAnEmptyAnswerAndLosesNothing()
    {
        var time = new FakeTimeProvider();
        using var caller = await StartAsync(new BrowserSettings { Time = time });
        Gateway.Echoes = false;
        var answer = await AdvanceUntil(time, TimeSpan.FromSeconds(11), caller.SayAsync("anybody?"));
        Assert.That(Caller.Texts(answer), Is.Empty);
        Assert.That((string)answer["text"]!, Is.Empty);

        var (person, _) = await Gateway.HearAsync<Said>();
        Gateway.Show(person, new Message { Text = "sorry, I was away" });
        var next = await AdvanceUntil(time, TimeSpan.FromSeconds(11), caller.SayAsync("hm"));
        Assert.That(Caller.Texts(next), Is.EqualTo(new[] { "sorry, I was away" }));
    }

    [Test]
    public async Task Words_NotStored_AreAnsweredSoAndAStrikeIsNothing()
    {
        using var caller = await StartAsync();
        await caller.SayAsync("hello");
        var (person, _) = await Gateway.HearAsync<Connected>();
        Gateway.Strike(person, 1);
        Gateway.Stores = false;
        var answer = await caller.SayAsync("keep this");
        Assert.That(Caller.Texts(answer), Is.EqualTo(new[] { "That could not be stored and was not taken. Please say it again in a while." }));
        Assert.That((string)answer["error"]!["code"]!, Is.EqualTo(ServiceCodes.NotStored.Id));
    }

    [Test]
    public async Task Visitors_Two_HaveTheirOwnConversations()
    {
        using var anna = await StartAsync();
        using var ben = new Caller(fixture.Address);
        await anna.SayAsync("I am Anna");
        await ben.SayAsync("I am Ben");
        var (first, _) = await Gateway.HearAsync<Connected>();
        var (second, _) = await Gateway.HearAsync<Connected>();
        Assert.That(second, Is.Not.EqualTo(first));
        Gateway.Show(first, new Message { Text = "only for Anna" });
        Assert.That(Caller.Texts(await ben.SayAsync("and?")), Is.EqualTo(new[] { "and?" }));
        Assert.That(Caller.Texts(await anna.SayAsync("and?")), Is.EqualTo(new[] { "only for Anna", "and?" }));
    }

    [Test]
    public async Task Session_ByHeader_WorksWithoutCookies()
    {
        using var started = await StartAsync();
        using var caller = new Caller(fixture.Address, cookies: false);
        var session = (string)(await caller.SayAsync("one"))["session"]!;
        using var again = await caller.PostAsync("/interact", new StringContent("two"), ("X-Session", session));
        var (first, _) = await Gateway.HearAsync<Said>();
        var (second, _) = await Gateway.HearAsync<Said>();
        Assert.That(second, Is.EqualTo(first));
        Assert.That(again.Headers.GetValues("X-Session"), Is.EqualTo(new[] { session }));
    }

    [Test]
    public async Task Session_Forged_IsSomebodyNewWithASessionOfTheirOwn()
    {
        using var caller = await StartAsync();
        using var response = await caller.PostAsync("/interact", new StringContent("hi"), ("X-Session", "chosen-by-somebody"));
        Assert.That((string)(await Caller.ReadAsync(response))["session"]!, Is.Not.EqualTo("chosen-by-somebody"));
    }

    [Test]
    public async Task Cookie_OfAVisitor_IsOutOfReachForScriptsAndOtherSites()
    {
        using var caller = await StartAsync();
        using var bare = new Caller(fixture.Address, cookies: false);
        using var response = await bare.PostAsync("/interact", new StringContent("hi"));
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.Contain("httponly").IgnoreCase);
        Assert.That(cookie, Does.Contain("samesite=strict").IgnoreCase);
    }

    [Test]
    public async Task Done_Said_AnswersAndTheNextCallBeginsAnew()
    {
        using var caller = await StartAsync();
        Gateway.Echoes = false;
        Gateway.OnSaid = (person, said) =>
        {
            if (said.Message.Text is "[DONE]") Gateway.Receive(person, new Leaves(said.Connection));
            else Gateway.Show(person, new Message { Text = "welcome" });
        };
        await caller.SayAsync("hi");
        var goodbye = await caller.SayAsync("[DONE]");
        Assert.That(Caller.Texts(goodbye), Is.EqualTo(new[] { "See you later!" }));
        Assert.That((bool)goodbye["ended"]!);
        Assert.That(Caller.Texts(await caller.SayAsync("hi again")), Is.EqualTo(new[] { "welcome" }));
        var (first, _) = await Gateway.HearAsync<Connected>();
        var (second, _) = await Gateway.HearAsync<Connected>();
        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task Reset_AfterTalking_LeavesAndBeginsAnew()
    {
        using var caller = await StartAsync();
        await caller.SayAsync("one");
        using var reset = await caller.PostAsync("/reset", null);
        Assert.That(await reset.Content.ReadAsStringAsync(), Is.EqualTo("{}"));
        var (person, _) = await Gateway.HearAsync<Disconnected>();
        await caller.SayAsync("two");
        await Gateway.HearAsync<Said>();
        Assert.That((await Gateway.HearAsync<Said>()).Person, Is.Not.EqualTo(person));
    }

    [Test]
    public async Task EmptyBody_FirstCall_OpensTheJourneyWithoutWords()
    {
        using var caller = await StartAsync(new BrowserSettings { Visitors = new VisitorLimits { AnswerWithin = TimeSpan.FromMilliseconds(1) } });
        await caller.SayAsync("");
        Assert.That((await Gateway.HearAsync<Connected>()).Arrival.Opens);
        await caller.SayAsync("words");
        Assert.That((await Gateway.HearAsync<Said>()).Arrival.Message.Text, Is.EqualTo("words"));
    }

    [Test]
    public async Task Refusal_OfTheGateway_IsInTheAnswer()
    {
        using var caller = await StartAsync();
        Gateway.Echoes = false;
        Gateway.OnSaid = (person, said) => Gateway.Deliver(person, new Refused(said.Connection, ServiceCodes.WrongPassword, "Wrong password; try again"));
        var answer = await caller.SayAsync("guess");
        Assert.That((string)answer["text"]!, Is.EqualTo("Wrong password; try again"));
        Assert.That((string)answer["error"]!["code"]!, Is.EqualTo("SC4004"));
    }

    [Test]
    public async Task Visitor_Idle_IsGoneAndSaidSoInTheLogWithoutTheirWords()
    {
        var time = new FakeTimeProvider();
        using var caller = await StartAsync(new BrowserSettings { Time = time });
        await AdvanceUntil(time, TimeSpan.FromMilliseconds(60), caller.SayAsync("a secret"));
        time.Advance(TimeSpan.FromMinutes(20));
        await Gateway.HearAsync<Disconnected>();
        Assert.That(fixture.Log.Codes, Does.Contain(ServiceCodes.Idle));
        Assert.That(fixture.Log.Lines, Has.None.Contains("a secret"));
    }

    [Test]
    public async Task Visitor_LetsTooMuchWait_GetsWhatWaitedAndBeginsAnew()
    {
        using var caller = await StartAsync(new BrowserSettings { Visitors = new VisitorLimits { Waiting = 10 } });
        await caller.SayAsync("one");
        var (person, _) = await Gateway.HearAsync<Said>();
        for (var i = 0; i < 50; i++) Gateway.Show(person, new Message { Text = $"news {i}" });
        var answer = await caller.SayAsync("two");
        Assert.That(Caller.Texts(answer), Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"news {i}")));
        Assert.That((bool)answer["ended"]!);
        await caller.SayAsync("three");
        Assert.That((await Gateway.HearAsync<Said>()).Person, Is.Not.EqualTo(person));
    }

    [Test]
    public async Task Body_TooLarge_IsRefusedWithACode()
    {
        using var caller = await StartAsync();
        using var response = await caller.PostAsync("/interact", new StringContent(new string('x', (64 * 1024) + 1)));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(await CodeOf(response), Is.EqualTo("SC4015"));
    }

    [Test]
    public async Task Body_NotUtf8_IsRefusedWithACode()
    {
        using var caller = await StartAsync();
        using var response = await caller.PostAsync("/interact", new ByteArrayContent([0xC3, 0x28]));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await CodeOf(response), Is.EqualTo("SC4016"));
    }

    [TestCase("{\"txt\":\"hi\"}")]
    [TestCase("{\"text\":5}")]
    public async Task Body_ObjectWithoutText_IsRefusedWithACode(string body)
    {
        using var caller = await StartAsync();
        using var response = await caller.PostAsync("/interact", Caller.Json(body));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await CodeOf(response), Is.EqualTo("SC4011"));
    }

    [TestCase("/interact")]
    [TestCase("/reset")]
    public async Task Origin_Foreign_IsRefused(string path)
    {
        using var caller = await StartAsync();
        using var response = await caller.PostAsync(path, new StringContent("hi"), ("Origin", "https://evil.example"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await CodeOf(response), Is.EqualTo("SC4019"));
        Assert.That(fixture.Log.Codes, Does.Contain(ServiceCodes.ForeignOrigin));
    }

    [Test]
    public async Task Origin_ThePagesOwn_IsServed()
    {
        using var caller = await StartAsync();
        using var response = await caller.PostAsync("/interact", new StringContent("hi"), ("Origin", fixture.Address.GetLeftPart(UriPartial.Authority)));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Visitors_AsManyAsAllowed_OneMoreIsRefused()
    {
        using var caller = await StartAsync(new BrowserSettings { Visitors = new VisitorLimits { Count = 1 } });
        await caller.SayAsync("one");
        using var other = new Caller(fixture.Address);
        using var response = await other.PostAsync("/interact", new StringContent("two"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(Caller.Texts(await caller.SayAsync("three")), Is.EqualTo(new[] { "three" }));
    }

    [Test]
    public async Task Calls_OfOneVisitorAtOnce_ComeOneAfterTheOther()
    {
        using var caller = await StartAsync();
        await caller.SayAsync("first");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => caller.SayAsync($"call {i}")));
        Assert.That(answers.SelectMany(Caller.Texts), Is.EquivalentTo(Enumerable.Range(0, 4).Select(i => $"call {i}")));
    }

    [Test]
    public async Task Call_BreaksOff_ItsAnswerComesWithTheNext()
    {
        using var caller = await StartAsync();
        Gateway.Echoes = false;
        var session = "";
        Gateway.OnSaid = (person, said) =>
        {
            if (said.Message.Text is "hello") Gateway.Show(person, new Message { Text = "hello" });
        };
        session = (string)(await caller.SayAsync("hello"))["session"]!;
        using var patience = new CancellationTokenSource();
        using var http = new HttpClient { BaseAddress = fixture.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/interact") { Content = new StringContent("slow") };
        request.Headers.Add("X-Session", session);
        var broken = http.SendAsync(request, patience.Token);
        var (person, _) = await Gateway.HearAsync<Said>(said => said.Message.Text is "slow");
        await patience.CancelAsync();
        Assert.That(async () => await broken, Throws.InstanceOf<OperationCanceledException>());
        Gateway.Show(person, new Message { Text = "the slow answer" });
        Assert.That(Caller.Texts(await caller.SayAsync("hello")), Is.EqualTo(new[] { "the slow answer", "hello" }));
    }

    [Test]
    public async Task Service_Stopped_CallsAreRefusedWithACode()
    {
        using var caller = await StartAsync();
        await fixture.Service.StopAsync(CancellationToken.None);
        using var response = await caller.PostAsync("/interact", new StringContent("hi"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await CodeOf(response), Is.EqualTo("SC4006"));
    }

    private async Task<Caller> StartAsync(BrowserSettings? settings = null)
    {
        fixture.Settings = settings ?? new BrowserSettings();
        await fixture.StartAsync();
        return new Caller(fixture.Address);
    }

    private static async Task<string> CodeOf(HttpResponseMessage response) => (string)(await Caller.ReadAsync(response))["error"]!["code"]!;

    /// <summary>Lets a fake clock run until a call that waits by it has its answer.</summary>
    private static async Task<JsonObject> AdvanceUntil(FakeTimeProvider time, TimeSpan step, Task<JsonObject> call)
    {
        while (!call.IsCompleted)
        {
            time.Advance(step);
            await Task.WhenAny(call, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }

        return await call.Soon();
    }
}
