using ScriptChat.Diagnostics;

namespace ScriptChat.House.Tests.Diagnostics;

public sealed class DiagnosticTests
{
    [TestCase("a/config.toml", 12, 5, "a/config.toml(12,5): error SC1004: no task_name; add it")]
    [TestCase("a/config.toml", 12, 0, "a/config.toml(12,1): error SC1004: no task_name; add it")]
    [TestCase("a/config.toml", 0, 0, "a/config.toml: error SC1004: no task_name; add it")]
    [TestCase(null, 0, 0, "error SC1004: no task_name; add it")]
    [TestCase(null, 12, 5, "error SC1004: no task_name; add it")]
    public void ToString_WithAndWithoutPlace_IsOneLineThatEditorsUnderstand(string? path, int line, int column, string expected) =>
        Assert.That(new Diagnostic(ConfigCodes.MissingKey, "no task_name; add it", path, line, column).ToString(), Is.EqualTo(expected));

    [TestCase(Severity.Error, "error CS1002: ; expected")]
    [TestCase(Severity.Warning, "warning CS1002: ; expected")]
    [TestCase(Severity.Info, "info CS1002: ; expected")]
    public void ToString_OfACompilersCode_NamesItsSeverity(Severity severity, string expected) =>
        Assert.That(new Diagnostic("CS1002", severity, "; expected").ToString(), Is.EqualTo(expected));

    [Test]
    public void Diagnostic_OfACode_HasItsSeverity() =>
        Assert.That(new Diagnostic(WorldCodes.HookFailed, "x").Severity, Is.EqualTo(Severity.Warning));

    [Test]
    public void Code_Number_IsTheIdsAndTheWordTheId()
    {
        Assert.That(ConfigCodes.MissingKey.Number, Is.EqualTo(1004));
        Assert.That(ConfigCodes.MissingKey.ToString(), Is.EqualTo("SC1004"));
    }
}
