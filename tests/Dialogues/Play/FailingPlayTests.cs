using ScriptChat.Dialogues.Results;
using ScriptChat.Messages;

namespace ScriptChat.Dialogues.Tests.Play;

/// <summary>Worlds that fail while a dialogue is played: as it says, or not.</summary>
[TestFixture]
internal sealed class FailingPlayTests
{
    [Test]
    public async Task Play_AWorldThatFailsUnseen_IsADifference()
    {
        const string text = "Ann enters\n  ...\nAnn: one\n  World: one\n";
        var result = await FakeStage.PlayAsync(text, Fail);

        Assert.That(result.ToText(), Is.EqualTo("""
            test.dialogue: 1 difference
                  1 | Ann enters
                  2 |   ...
                  3 | Ann: one
            +       |   the world fails IOException
                  4 |   World: one

            """));
        Assert.That(result.Differences.Single().ToDiagnostic("x").ToString(), Is.EqualTo(
            "x(3,1): error SC3155: a world failed (IOException); mend it, or write 'the world fails' where that is meant"));
        Assert.That((await FakeStage.PlayAsync(result.Accepted, Fail)).ToText(), Does.EndWith("as written\n"));
    }

    [TestCase("the world fails", true)]
    [TestCase("the world fails IOException", true)]
    [TestCase("the world fails ...Exception", true)]
    [TestCase("the world fails /(IO|Json)Exception/", true)]
    [TestCase("the world fails JsonException", false)]
    [TestCase("the world fails\n  the world fails", false)]
    public async Task Play_AFailureThatIsMeant_PassesWhereItIsThatOne(string written, bool passes)
    {
        var result = await FakeStage.PlayAsync($"Ann enters\n  ...\nAnn: one\n  World: one\n  {written}\n", Fail);

        Assert.That(result.Passed, Is.EqualTo(passes), result.ToText());
    }

    [Test]
    public async Task Play_AnotherFailure_IsOneDifferenceAndAccepted()
    {
        var result = await FakeStage.PlayAsync("Ann enters\n  ...\nAnn: one\n  World: o\n  the world fails JsonException\n  | ne\n", Fail);

        Assert.That(result.Differences.Select(difference => difference.Text), Has.One.StartsWith("a world failed in another way (IOException)"));
        Assert.That(result.Differences, Has.Count.EqualTo(2));
        Assert.That((await FakeStage.PlayAsync(result.Accepted, Fail)).Passed, result.Accepted);
    }

    [Test]
    public async Task Accepted_AFailureAmongTheLinesOfAMessage_Stays()
    {
        var result = await FakeStage.PlayAsync("Ann enters\n  ...\nAnn: one\n  World: o\n  the world fails IOException\n  | ne\n", Fail);

        Assert.That((await FakeStage.PlayAsync(result.Accepted, Fail)).Passed, result.Accepted);
    }

    [Test]
    public async Task Play_TheRuntimesOwnFailure_IsNotTheWorlds()
    {
        var result = await FakeStage.PlayAsync("Ann enters\n  ...\n  the world fails\n", stage =>
        {
            FakeStage.Echo(stage);
            stage.Failures.Enqueue(new SeenFailure("IOException", IsRuntimes: true));
        });

        Assert.That(result.Differences.Select(difference => difference.Text), Has.One.StartsWith("the runtime itself failed (IOException)").And.One.StartsWith("no world failed"));
    }

    [Test]
    public async Task Play_AFailureThatDoesNotCome_IsADifference()
    {
        var result = await FakeStage.PlayAsync("Ann enters\n  ...\nAnn: one\n  the world fails IOException\n  World: one\nAnn leaves\n", FakeStage.Echo);

        Assert.That(result.Differences.Single().ToDiagnostic("x").ToString(), Is.EqualTo("x(4,1): error SC3155: no world failed; mend the world, or take the line out"));
        Assert.That(result.Accepted, Does.Not.Contain("fails"));
    }

    // An echo that fails behind the first word, and nobody sees it.
    private static void Fail(FakeStage stage)
    {
        FakeStage.Echo(stage);
        var echo = stage.Answer;
        stage.Answer = (self, person, arrival) =>
        {
            echo(self, person, arrival);
            if (arrival is Said) self.Failures.Enqueue(new SeenFailure("IOException"));
        };
    }
}
