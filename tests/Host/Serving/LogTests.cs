using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;

namespace ScriptChat.Host.Tests.Serving;

/// <summary>What the log shows of an exception in which no line of a script is found.</summary>
[TestFixture]
internal sealed class LogTests
{
    [Test]
    public void Exception_OfAWorldWithNobodyAuthoring_IsItsTypes()
    {
        var said = Say(WorldCodes.WorldFailed, Thrown(), authoring: false);

        Assert.That(said.Split('\n')[1].TrimEnd(), Is.EqualTo("InvalidOperationException, caused by AggregateException, FormatException, IOException"));
        Assert.That(said, Does.Not.Contain("secret").And.Not.Contain("   at "));
    }

    [Test]
    public void Exception_OfTheRuntimeWithNobodyAuthoring_HasTypesAndFramesWithoutMessages()
    {
        var said = Say(WorldCodes.EngineFailed, Thrown(), authoring: false);

        Assert.That(said, Does.Contain("System.InvalidOperationException").And.Contain("caused by System.FormatException").And.Contain($"at {typeof(LogTests).FullName}.Thrown()"));
        Assert.That(said, Does.Contain("caused by System.IO.IOException (SQLite error 13)").And.Not.Contain("secret"));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Exception_WithAnAuthorOrDebugging_HasItsMessages(bool authoring, bool debug) =>
        Assert.That(Say(WorldCodes.EngineFailed, Thrown(), authoring, debug), Does.Contain("my secret").And.Contain("secret number"));

    private static string Say(DiagnosticCode code, Exception error, bool authoring, bool debug = false)
    {
        using var said = new StringWriter();
        new ConsoleLog(new Terminal(said, said), Severity.Warning, debug, authoring, TimeProvider.System).Write(Severity.Error, code, "It failed.", "id", error);
        return said.ToString();
    }

    private static InvalidOperationException Thrown()
    {
        try
        {
            throw new InvalidOperationException("my secret", new AggregateException(new FormatException("secret number"), new IOException("SQLite error 13: secret")));
        }
        catch (InvalidOperationException error)
        {
            return error;
        }
    }
}
