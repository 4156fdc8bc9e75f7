using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ScriptChat.Host.Output;
using ScriptChat.Scripting;

namespace ScriptChat.Host.Authoring;

/// <summary>How the task's code is, for the pages of those who write it: the last word on it, and each new one as it comes.</summary>
/// <param name="folder">The task's folder.</param>
internal sealed class BuildBoard(string folder)
{
    private readonly Audience audience = new(new JsonObject { ["state"] = "compiling" });

    /// <summary>A save, with what came of it.</summary>
    public void Tell(Save save)
    {
        if (save.Report.Kind is CatalogEvent.Live or CatalogEvent.Broken) audience.Tell(Write(save));
    }

    /// <summary>The last word, then each new one.</summary>
    public async IAsyncEnumerable<JsonObject> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (told, isPast) in audience.ListenAsync(cancellationToken))
        {
            // What had happened before the page came is no news, only how things stand.
            told["news"] = !isPast;
            yield return told;
        }
    }

    private JsonObject Write(Save save) => new()
    {
        ["state"] = save.Report.Kind == CatalogEvent.Live ? "live" : "broken",
        ["first"] = save.IsFirst,
        ["changed"] = new JsonArray([.. save.Report.Changed.Select(name => (JsonNode)name)]),
        ["took"] = Math.Round(save.Report.Took.TotalMilliseconds),
        ["appliesTo"] = save.Report.Kind == CatalogEvent.Live && !save.IsFirst ? save.AppliesTo : null,
        ["diagnostics"] = new JsonArray([.. save.Report.Diagnostics.OrderByDescending(item => item.Severity).Take(50).Select(item => (JsonNode)DiagnosticView.Of(item, folder))]),
    };
}
