namespace ScriptChat.Tasks.Tests;

public sealed class NameSuggesterTests
{
    private static readonly string[] Names = ["timeout", "backup_task", "EchoTaskWorld", "ab"];

    [TestCase("tiemout", "timeout")]
    [TestCase("TimeOut", "timeout")]
    [TestCase("backup-tsk", "backup_task")]
    [TestCase("EchoWorld", "EchoTaskWorld")]
    [TestCase("echo_task_wrld", "EchoTaskWorld")]
    [TestCase("zebra", null)]
    [TestCase("ac", null)]
    [TestCase("", null)]
    public void Nearest_OfSomeNames_IsWhatWasMeant(string written, string? expected)
    {
        Assert.That(NameSuggester.Nearest(written, Names), Is.EqualTo(expected));
    }

    [Test]
    public void DidYouMean_NothingNear_SaysTheOtherThing()
    {
        Assert.That(NameSuggester.DidYouMean("zebra", Names, "there is none"), Is.EqualTo("there is none"));
        Assert.That(NameSuggester.DidYouMean("timeuot", Names, "there is none"), Is.EqualTo("did you mean 'timeout'?"));
    }
}
