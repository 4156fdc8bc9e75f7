using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Scripting.Binding;
using ScriptChat.Scripting.Traces;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Building;

/// <summary>Makes a built version ready: module_initialize and the models.</summary>
internal static class VersionStarter
{
    /// <summary>The module; null after saying what is wrong.</summary>
    public static async Task<WorldModule?> StartAsync(BoundTask task, string content, ModelLoader loader, DiagnosticBag bag, CancellationToken cancellationToken)
    {
        var value = await InitializeAsync(task, bag, cancellationToken);
        return await FinishAsync(task, VersionName.Of(content, value), value, loader, bag);
    }

    /// <summary>The module of a version that was live once, module_initialize having given <paramref name="value"/>; null after
    /// saying what is wrong.</summary>
    public static Task<WorldModule?> RestoreAsync(BoundTask task, string version, JsonObject? value, ModelLoader loader, DiagnosticBag bag) =>
        FinishAsync(task, version, value, loader, bag);

    private static async Task<WorldModule?> FinishAsync(BoundTask task, string version, JsonObject? value, ModelLoader loader, DiagnosticBag bag)
    {
        var models = await LoadModelsAsync(task, loader, bag);
        if (bag.HasErrors) return null;
        return new WorldModule
        {
            Config = task.Config,
            Version = version,
            Worlds = task.Worlds,
            Module = new ReadOnlyData(value, task.Json),
            Json = task.Json,
            Models = models,
            Code = task.Context,
        };
    }

    private static async Task<JsonObject?> InitializeAsync(BoundTask task, DiagnosticBag bag, CancellationToken cancellationToken)
    {
        if (task.Initialize is not { } initialize) return null;
        try
        {
            var value = await initialize(new ReadOnlyData(task.Config.Opt, task.Json), cancellationToken).AsTask().WaitAsync(cancellationToken);

            // Through text, so that worlds see now what they will see after a restart.
            var json = JsonValues.From(value, task.Json)?.ToJsonString();
            return json is null ? null : (JsonObject?)JsonNode.Parse(json);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Say(bag, ScriptCodes.InitializeFailed, "module_initialize", error, task.Config.Path);
            return null;
        }
    }

    private static async Task<Dictionary<string, IResponder>> LoadModelsAsync(BoundTask task, ModelLoader loader, DiagnosticBag bag)
    {
        var scripts = new Dictionary<string, IResponder>(StringComparer.Ordinal);
        foreach (var (path, make) in task.Responders)
        {
            try
            {
                scripts[path] = await make();
            }
            catch (Exception error)
            {
                Say(bag, ScriptCodes.ModelFailed, "the model's script", error, path);
            }
        }

        var models = new Dictionary<string, IResponder>(StringComparer.Ordinal);
        foreach (var (name, model) in task.Config.Models)
        {
            try
            {
                if (loader(model, task.Config.Folder, file => scripts.GetValueOrDefault(Path.GetFullPath(file, task.Config.Folder)), bag) is { } responder) models[name] = responder;
            }
            catch (Exception error)
            {
                bag.Add(ScriptCodes.ModelFailed, $"loading the model '{name}' threw {error.GetType().Name}: {error.Message}", model.Path, model.Line, model.Column);
            }
        }

        return models;
    }

    private static void Say(DiagnosticBag bag, DiagnosticCode code, string what, Exception error, string path)
    {
        var place = ScriptTrace.PlaceOf(error);
        bag.Add(new Diagnostic(code, $"{what} threw {error.GetType().Name}: {error.Message}", place?.Path ?? path, place?.Line ?? 0, place is null ? 0 : 1));
    }
}
