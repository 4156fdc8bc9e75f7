using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Scripting;

namespace ScriptChat.Host.Authoring;

/// <summary>How the task's code is, for the pages of those who write it: the last word on it, and each new one as it comes.</summary>
/// <param name="folder">The task's folder.</param>
internal sealed class BuildBoard(string folder)
{
    private readonly Lock gate = new();
    private readonly List<Channel<JsonObject>> listeners = [];
    private JsonObject last = new() { ["state"] = "compiling" };

    /// <summary>A save, with what came of it.</summary>
    public void Tell(Save save)
    {
        if (save.Report.Kind is not (CatalogEvent.Live or CatalogEvent.Broken)) return;
        var told = Write(save);
        lock (gate)
        {
            last = told;
            foreach (var listener in listeners) listener.Writer.TryWrite(told);
        }
    }

    /// <summary>The last word, then each new one.</summary>
    public async IAsyncEnumerable<JsonObject> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var own = Channel.CreateUnbounded<JsonObject>();
        lock (gate)
        {
            own.Writer.TryWrite(last);
            listeners.Add(own);
        }

        try
        {
            var isFirst = true;
            await foreach (var told in own.Reader.ReadAllAsync(cancellationToken))
            {
                var copy = told.DeepClone().AsObject();
                // What had happened before the page came is no news, only how things stand.
                copy["news"] = !isFirst;
                isFirst = false;
                yield return copy;
            }
        }
        finally
        {
            lock (gate) listeners.Remove(own);
        }
    }

    private JsonObject Write(Save save) => new()
    {
        ["state"] = save.Report.Kind == CatalogEvent.Live ? "live" : "broken",
        ["first"] = save.IsFirst,
        ["changed"] = new JsonArray([.. save.Report.Changed.Select(name => (JsonNode)name)]),
        ["took"] = Math.Round(save.Report.Took.TotalMilliseconds),
        ["appliesTo"] = save.Report.Kind == CatalogEvent.Live && !save.IsFirst ? save.AppliesTo : null,
        ["diagnostics"] = new JsonArray([.. save.Report.Diagnostics.OrderByDescending(item => item.Severity).Take(50).Select(item => (JsonNode)Write(item))]),
    };

    private JsonObject Write(Diagnostic item)
    {
        var frame = SourceFrame.Of(item);
        var name = item.Path is null ? null : Path.GetRelativePath(folder, item.Path);
        return new JsonObject
        {
            ["file"] = name is null || name.StartsWith("..", StringComparison.Ordinal) ? item.Path : name == "." ? Path.GetFileName(folder) : name,
            ["line"] = item.Line,
            ["column"] = Math.Max(item.Column, 1),
            ["width"] = SourceFrame.Width(item, frame),
            ["severity"] = item.Severity.ToString().ToLowerInvariant(),
            ["code"] = item.Code,
            ["message"] = item.Message,
            ["frame"] = frame,
        };
    }
}
