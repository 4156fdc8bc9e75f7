using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Reading;
using ScriptChat.Scripting;

namespace ScriptChat.House.Tests.Docs;

/// <summary>What the documents show is compiled and played as it stands there.</summary>
public sealed class ExampleTests
{
    [Test]
    public async Task MainReadme_TasksEcho_RunsAsItSays()
    {
        using ReadmeTask task = new("README.md");
        Assert.That(task.Written, Is.EquivalentTo(new[] { "config.toml", "echo.csx", "menu.csx" }));
        await PlayAsync(task, """
            Ann enters
              : Where to? [echo] [EXIT]
            Ann: echo
            Ann: Hello!
              World: Hello!
            Ann: [DONE]
              : Where to? [echo] [EXIT]

            """);
    }

    private static async Task PlayAsync(ReadmeTask task, string text)
    {
        DiagnosticBag errors = new();
        var dialogue = DialogueFile.Parse("readme.dialogue", text, errors);
        Assert.That(errors, Is.Empty);
        await using var catalog = task.Catalog();
        var checkedReport = await catalog.CheckAsync(CancellationToken.None);
        Assert.That(checkedReport.Diagnostics, Is.Empty);
        Assert.That((await catalog.StartAsync(CancellationToken.None)).Kind, Is.EqualTo(CatalogEvent.Live));
        var result = await new DialoguePlayer().PlayAsync(dialogue!, catalog);
        Assert.That(result.Passed, Is.True, result.ToText());
    }
}
