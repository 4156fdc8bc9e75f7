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
    public static async Task<WorldModule?> StartAsync(BoundTask task, string version, ModelLoader loader, DiagnosticBag bag, CancellationToken cancellationToken)
    {
        var value = await InitializeAsync(task, bag, cancellationToken);
        var models = await LoadModelsAsync(task, loader, bag);
        if (bag.HasErrors) return null;
        return new WorldModule
        {
            Config = task.Config,
            Version = version,
            Worlds = task.Worlds,
            Module = value,
            Json = task.Json,
            Models = models,
            Code = task.Context,
        };
    }

    private static async Task<ReadOnlyData> InitializeAsync(BoundTask task, DiagnosticBag bag, CancellationToken cancellationToken)
    {
        if (task.Initialize is not { } initialize) return new ReadOnlyData(null, task.Json);
        try
        {
            var value = await initialize(new ReadOnlyData(task.Config.Opt, task.Json), cancellationToken).AsTask().WaitAsync(cancellationToken);
            return new ReadOnlyData(JsonValues.From(value, task.Json), task.Json);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Say(bag, ScriptCodes.InitializeFailed, "module_initialize", error, task.Config.Path);
            return new ReadOnlyData();
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
