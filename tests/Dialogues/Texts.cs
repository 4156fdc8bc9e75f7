using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Reading;

namespace ScriptChat.Dialogues.Tests;

/// <summary>Dialogues for tests.</summary>
internal static class Texts
{
    public static Dialogue Read(string text)
    {
        var errors = new DiagnosticBag();
        var dialogue = DialogueFile.Parse("test.dialogue", text, errors);
        Assert.That(errors.Select(error => error.ToString()), Is.Empty);
        return dialogue!;
    }

    public static string[] ErrorsOf(string text)
    {
        var errors = new DiagnosticBag();
        var dialogue = DialogueFile.Parse("test.dialogue", text, errors);
        Assert.That(dialogue, Is.Null);
        return [.. errors.Select(error => error.ToString())];
    }
}
