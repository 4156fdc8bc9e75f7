using ScriptChat.Diagnostics;
using ScriptChat.Messages;

namespace ScriptChat.Dialogues.Tests.Play;

[TestFixture]
internal sealed class DialoguePlayTests
{
    [Test]
    public async Task Play_AllAsWritten_Passes()
    {
        var result = await FakeStage.PlayAsync("""
            Ann enters
              World: Welcome! [echo] [chat]
            Ann: one / two / three
              World: one
              ...
              World: three
            Bob enters
            Bob sees
              World: /Wel+come!/
            Ann: bye
              ...: b...
            """, FakeStage.Echo);

        Assert.That(result.ToText(), Is.EqualTo("test.dialogue: as written\n"));
        Assert.That(result.Passed);
        Assert.That(result.Turns, Is.EqualTo(2));
        Assert.That(result.Accepted, Is.EqualTo(string.Join('\n', result.Dialogue.Source)));
    }

    [Test]
    public async Task Play_EachKindOfDifference_SaysWhereAndWhat()
    {
        var result = await FakeStage.PlayAsync("""
            # An echo.
            Ann enters
              World: Welcome! [echo] [games]
            Ann: one / two
              World: one
            Ann: three
              World: three
              World: and more
            Ann: four
              Bot: for

            Bob enters
              nothing
            Ann: Type [DONE]
              World: Type [DONE]
            """, FakeStage.Echo);

        Assert.That(result.Passed, Is.False);
        Assert.That(result.ToText(), Is.EqualTo("""
            test.dialogue: 6 differences
                  1 | # An echo.
                  2 | Ann enters
            -     3 |   World: Welcome! [echo] [games]
            +       |   World: Welcome! [echo] [chat]
                  4 | Ann: one / two
                  5 |   World: one
            +       |   World: two
                  6 | Ann: three
                  7 |   World: three
            -     8 |   World: and more
                  9 | Ann: four
            -    10 |   Bot: for
            +       |   World: four
                 11 |
                 12 | Bob enters
            -    13 |   nothing
            +       |   World: Welcome! [echo] [chat]
                 14 | Ann: Type [DONE]
            -    15 |   World: Type [DONE]
            +       |   World: Type [DONE\]

            """));
        Assert.That(result.Differences.Select(difference => difference.ToDiagnostic("x").ToString()), Is.EqualTo(
        [
            "x(3,1): error SC3150: Ann saw 'World: Welcome! [echo] [chat]': other quick replies; mend the world, or accept what it says now",
            "x(5,1): error SC3150: Ann also saw 'World: two'; mend the world, or accept what it says now",
            "x(8,1): error SC3150: Ann did not see this; mend the world, or accept what it says now",
            "x(10,1): error SC3150: Ann saw 'World: four': another speaker and other words; mend the world, or accept what it says now",
            "x(12,1): error SC3150: Bob also saw 'World: Welcome! [echo] [chat]'; mend the world, or accept what it says now",
            "x(15,1): error SC3150: Ann saw 'World: Type [DONE\\]': other words and other quick replies (a text that ends with a bracket is written with '\\]'); "
                + "mend the world, or accept what it says now",
        ]));
    }

    [Test]
    public async Task Accepted_PlayedAgain_Passes()
    {
        var result = await FakeStage.PlayAsync("""
            Ann enters
            Bob enters
              World: nobody says this
            # kept
            both see
              : both wait
              # kept or not, it belongs to a line that goes
              World: for this
            Ann: one / two\nlines / three
              ...
              World: three
            Bob sees nothing
            Bob: 1 / 2 / 3
            Ann sees
              : nothing comes
            Bob sees
              World: 2
              World: 3
            """, FakeStage.Echo);

        Assert.That(result.Passed, Is.False);
        Assert.That(result.Accepted, Is.EqualTo("""
            Ann enters
              World: Welcome! [echo] [chat]
            Bob enters
              World: Welcome! [echo] [chat]
            # kept
              # kept or not, it belongs to a line that goes
            Ann sees nothing
            Bob sees nothing
            Ann: one / two\nlines / three
              ...
              World: three
            Bob sees nothing
            Bob: 1 / 2 / 3
            Ann sees nothing
            Bob sees
              World: 1
              World: 2
              World: 3
            """));
        var again = await FakeStage.PlayAsync(Texts.Read(result.Accepted), FakeStage.Echo);
        Assert.That(again.ToText(), Is.EqualTo("test.dialogue: as written\n"));
    }

    [Test]
    public async Task Play_SomebodyElseSees_IsNoticedAtTheStep()
    {
        var result = await FakeStage.PlayAsync("Ann enters\nBob enters\nAnn: hi\n  nothing\n\nBob: you\n", stage => stage.Answer = (_, _, arrival) =>
        {
            if (arrival is not Said said) return;
            stage.Deliver(said.Message.Text == "hi" ? "Ann" : "Bob", connection => new Acknowledged(connection, said.ClientId!));
            if (said.Message.Text == "hi") stage.Show("Bob", 1, "Ann", "hi");
        });

        Assert.That(result.ToText(), Does.Contain("""
                  4 |   nothing
            +       | Bob sees
            +       |   Ann: hi
                  5 |
            """));
        Assert.That(result.Differences, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Play_PassingSigns_AreCheckedOnlyWhenWritten()
    {
        static void SetUp(FakeStage stage) => stage.Passes = (_, _) =>
        {
            stage.Deliver("Ann", connection => new Typing(connection, true, ""));
            stage.Deliver("Ann", connection => new Presence(connection, "Agent_1", "away"));
            stage.Show("Ann", 1, "World", "hi");
            stage.Deliver("Ann", connection => new ReadBy(connection, "Agent_1"));
        };

        Assert.That((await FakeStage.PlayAsync("Ann enters\n1 s pass\n  World: hi\n", SetUp)).Passed);
        Assert.That((await FakeStage.PlayAsync("Ann enters\n1 s pass\n  Agent_1 is away\n  World: hi\n", SetUp)).Passed);
        var result = await FakeStage.PlayAsync("Ann enters\n1 s pass\n  World: hi\n  Agent_1 is away\n", SetUp);
        Assert.That(result.Differences.Single().Text, Does.StartWith("Ann did not see this"));
    }

    [Test]
    public async Task Play_AfterTheEnd_NobodyCanAct()
    {
        var result = await FakeStage.PlayAsync("Ann enters\nAnn: bye\n  the end\nAnn: still there?\nAnn leaves\n", stage => stage.Answer = (_, _, arrival) =>
        {
            if (arrival is not Said said) return;
            stage.Deliver("Ann", connection => new Acknowledged(connection, said.ClientId!));
            stage.Deliver("Ann", connection => new Closing(connection, CloseReason.Ended));
        });

        Assert.That(result.ToText(), Is.EqualTo("""
            test.dialogue: 1 difference
                  1 | Ann enters
                  2 | Ann: bye
                  3 |   the end
                  4 | Ann: still there?
            !       | Ann is out by now; write 'Ann enters' above, or see why the journey has ended
                  5 | Ann leaves

            """));
        Assert.That(result.Differences.Single().Code, Is.EqualTo(DialogueCodes.Impossible));
    }

    [TestCase("Shown twice", "Ann got message 1 after message 1")]
    [TestCase("Gap", "Ann got message 3 after message 1")]
    [TestCase("No acknowledgement", "what Ann said was neither acknowledged nor refused")]
    [TestCase("Acknowledged twice", "words of Ann were acknowledged that were not said or had been acknowledged")]
    public async Task Play_ARuntimeThatBreaksItsPromise_IsNoticed(string fault, string said)
    {
        var result = await FakeStage.PlayAsync("Ann enters\nAnn: hi\n  ...\n", stage => stage.Answer = (_, _, arrival) =>
        {
            if (arrival is not Said { ClientId: var id }) return;
            stage.Show("Ann", 1, "World", "one");
            stage.Show("Ann", fault switch { "Shown twice" => 1, "Gap" => 3, _ => 2 }, "World", "two");
            if (fault != "No acknowledgement") stage.Deliver("Ann", connection => new Acknowledged(connection, id!));
            if (fault == "Acknowledged twice") stage.Deliver("Ann", connection => new Acknowledged(connection, id!));
        });

        Assert.That(result.Differences.Single().Text, Is.EqualTo($"{said}; the runtime breaks its promise: report it"));
    }

    [TestCase("as it was", null)]
    [TestCase("another", "message 1 is another one")]
    [TestCase("missing", "1 messages are missing")]
    [TestCase("new words", "own words that were not said there")]
    public async Task Refresh_IsToldAgain_WhatWasTold(string how, string? said)
    {
        var result = await FakeStage.PlayAsync("Ann enters\n  World: Welcome! [echo] [chat]\nAnn: hi\n  World: hi\nAnn refreshes\nAnn: more\n  World: more\n", stage =>
        {
            FakeStage.Echo(stage);
            var echo = stage.Answer;
            stage.Answer = (_, person, arrival) =>
            {
                echo(stage, person, arrival);
                if (arrival is not Connected { Resume: true, LastSeen: null }) return;
                stage.Deliver("Ann", connection => new Welcomed(connection, Resumed: true, 2));
                stage.Show("Ann", 1, "World", how == "another" ? "Welcome?" : "Welcome!");
                stage.Deliver("Ann", connection => new OwnWords(connection, 1, "x", how == "new words" ? "ho" : "hi"));
                if (how != "missing") stage.Show("Ann", 2, "World", "hi");
            };
        });

        Assert.That(
            result.Differences.Select(difference => difference.Text),
            Is.EqualTo(said is null ? [] : new[] { $"Ann's page was told again something else than before: {said}; the runtime breaks its promise: report it" }));
    }

    [Test]
    public async Task Play_ComingBack_SaysWhatWasSeenAndGetsTheRest()
    {
        Connected? back = null;
        var result = await FakeStage.PlayAsync("Ann enters\n  ...\nAnn is away\n30 s pass\nAnn is back\n  World: you missed this\n", stage =>
        {
            FakeStage.Echo(stage);
            var echo = stage.Answer;
            stage.Passes = (_, _) => stage.Show("Ann", 2, "World", "you missed this");
            stage.Answer = (_, person, arrival) =>
            {
                echo(stage, person, arrival);
                if (arrival is Connected { Resume: true } connected)
                {
                    back = connected;
                    stage.Show("Ann", 2, "World", "you missed this");
                }
            };
        });

        Assert.That(result.Passed, result.ToText());
        Assert.That((back!.LastSeen, back.Keeps, back.Opens), Is.EqualTo((1L, true, true)));
    }

    [Test]
    public async Task Play_Arrivals_ComeAsAClientSendsThem()
    {
        FakeStage? used = null;
        var result = await FakeStage.PlayAsync("""
            the worlds are not ready
            Ann enters
              ...
            the worlds are ready
            Bob enters plainly
              ...
            Ann starts writing
            Ann reads
            Bob: hi
              World: hi
            Bob is away
            Ann refreshes
            the service stops in 1 min
            Ann leaves
            """, stage =>
        {
            FakeStage.Echo(stage);
            used = stage;
        });

        Assert.That(used!.Log, Is.EqualTo(
        [
            "ready False", "dialogue:Ann Connected", "dialogue:Ann Received", "ready True", "dialogue:Bob Connected", "dialogue:Ann Typed",
            "dialogue:Ann Read", "dialogue:Bob Said", "dialogue:Bob Disconnected", "dialogue:Ann Disconnected", "dialogue:Ann Connected",
            "stop 00:01:00", "dialogue:Ann Leaves",
        ]));
        Assert.That(result.Differences.Single().Text, Does.Contain("1 messages are missing"));
    }

    [Test]
    public async Task Play_WorldsThatDoNotRest_StopsThereAndSaysSo()
    {
        var result = await FakeStage.PlayAsync("Ann enters\n1 s pass\nAnn: hi\n  World: hi\n", stage => stage.Passes = (_, _) => stage.Trouble = "it goes on and on");
        Assert.That(result.Differences.Single(), Is.EqualTo(new ScriptChat.Dialogues.Results.Difference(2, null, "it goes on and on", DialogueCodes.NoRest)));
        Assert.That(result.Turns, Is.Zero);
    }
}
