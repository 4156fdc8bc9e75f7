using ScriptChat.Diagnostics;

namespace ScriptChat.House.Tests.Diagnostics;

public sealed class DiagnosticBagTests
{
    [Test]
    public void Bag_WithWarningsOnly_HasNoErrors()
    {
        DiagnosticBag bag = new();
        Assert.That(bag, Is.Empty);
        bag.Add(WorldCodes.HookFailed, "a warning");
        Assert.That((bag.Count, bag.HasErrors), Is.EqualTo((1, false)));
        bag.Add(ConfigCodes.Syntax, "an error");
        Assert.That((bag.Count, bag.HasErrors), Is.EqualTo((2, true)));
    }

    [Test]
    public void Bag_OfSeveralSources_KeepsAllInTheOrderFound()
    {
        DiagnosticBag later = new();
        later.Add(ConfigCodes.WrongType, "second", "config.toml", 2, 3);
        DiagnosticBag bag = new();
        bag.Add(new Diagnostic(ConfigCodes.Syntax, "first"));
        bag.AddRange(later);
        bag.Add(ConfigCodes.Syntax, "first");
        Assert.That(bag.Select(item => item.Message), Is.EqualTo(new[] { "first", "second", "first" }));
        Assert.That(bag.ElementAt(1).ToString(), Is.EqualTo("config.toml(2,3): error SC1005: second"));
    }
}
