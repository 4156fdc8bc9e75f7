using System.Runtime.CompilerServices;

public record Fact(string Topic, string Text);

// Run once for each version of the task, before anybody is let in. A save of facts.json is a new version.
static async Task<object> module_initialize(ReadOnlyData opt, CancellationToken cancellationToken)
{
    var path = Path.Combine(Path.GetDirectoryName(Here())!, "facts.json");
    var facts = JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken))!.AsArray()
        .Select(fact => new Fact((string)fact!["topic"]!, (string)fact["text"]!));
    return new { facts = facts.Where(fact => fact.Topic == opt.Get<string>("topic")) };
}

static string Here([CallerFilePath] string path = "") => path;

public class FactsWorld(WorldContext context) : World(context)
{
    private readonly Fact[] facts = context.Context.Module.Get<Fact[]>("facts", []);
    private int next;

    public override async Task Parley()
    {
        await Agent.AskAsync(facts[next++].Text, "more");
    }

    public override bool EpisodeDone() => next == facts.Length;
}
