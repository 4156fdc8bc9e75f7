// What stands around the collection proper, which is collect.csx.

using System.Runtime.CompilerServices;

public class CollectionOverworld(WorldContext context) : MenuOverworld(context)
{
    protected override string Greeting => "Welcome! Here you read a short text, ask a question about it, and answer it yourself. Shall we begin?";

    protected override IReadOnlyList<MenuChoice> Choices => [new("begin", "collect")];
}

/// What people write is kept, so they are asked first. Who declines goes back to the menu.
public class CollectionOnboardWorld(WorldContext context) : ConsentWorld(context)
{
    protected override string Text => "Your questions and answers are kept, without your name, to teach programs to read. Is that all right?";
}

// A text to ask about. Types and functions of this file are known to the task's other files.
public record Passage(string Id, string Title, string Text);

// Run once for each version of the task, before anybody is let in; its value is `Context.Module` in every world. This is the
// place to read files: a change to one of the task's files makes a new version, and runs it again.
static object module_initialize()
{
    var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "passages.json")))!;
    return new { passages = file["passages"]!.AsArray().Select(passage => new Passage(Part(passage, "id"), Part(passage, "title"), Part(passage, "text"))) };
}

static string Part(JsonNode? passage, string name) =>
    (string?)passage?[name] ?? throw new FormatException($"a passage of passages.json has no \"{name}\": {passage}");

static string Here([CallerFilePath] string path = "") => path;
