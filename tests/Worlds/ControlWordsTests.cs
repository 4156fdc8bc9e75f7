using ScriptChat.Worlds.Library;

namespace ScriptChat.Worlds.Tests;

public sealed class ControlWordsTests
{
    [TestCase("[DONE]", true)]
    [TestCase("  [done] ", true)]
    [TestCase("that's all [DONE]", true)]
    [TestCase("done", false)]
    [TestCase("", false)]
    public void IsDone_OfWords_IsTheWordInBrackets(string text, bool expected) =>
        Assert.That(new Message { Text = text }.IsDone(), Is.EqualTo(expected));

    [TestCase("[reset]", true)]
    [TestCase("reset", false)]
    [TestCase("[DONE]", false)]
    public void IsReset_OfWords_IsTheWordInBrackets(string text, bool expected) =>
        Assert.That(new Message { Text = text }.IsReset(), Is.EqualTo(expected));

    [TestCase("EXIT", true)]
    [TestCase(" exit\n", true)]
    [TestCase("where is the exit", false)]
    [TestCase("exit!", false)]
    public void IsExit_OfWords_IsTheWordAlone(string text, bool expected) =>
        Assert.That(new Message { Text = text }.IsExit(), Is.EqualTo(expected));
}
