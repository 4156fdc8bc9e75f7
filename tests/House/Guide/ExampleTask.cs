using System.Text.RegularExpressions;
using ScriptChat.Diagnostics;
using ScriptChat.Models;
using ScriptChat.Scripting;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.House.Tests.Guide;

/// <summary>Compiles what the guide shows, as it is compiled when it is served.</summary>
internal static partial class ExampleTask
{
    private const string Config = """
        task_name = "snippet"
        overworld = "SimpleOverworld"

        [tasks.default]
        task_world = "snippet"

        [opt.models.any]
        model      = "script"
        model_file = "any.csx"

        """;

    /// <summary>A catalog of a folder.</summary>
    public static TaskCatalog Catalog(string folder) => new(folder, new CatalogOptions { Watch = false, Models = Load });

    /// <summary>What there is to say of a snippet that stands alone: a world, or what could stand in its parley.</summary>
    public static Task<IReadOnlyList<Diagnostic>> CheckAsync(string snippet) => CheckWorldAsync(AsWorld(snippet));

    /// <summary>What there is to say of a world that is called snippet.csx.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> CheckWorldAsync(string world)
    {
        var folder = Directory.CreateTempSubdirectory("scriptchat-guide-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "config.toml"), Config);
            await File.WriteAllTextAsync(Path.Combine(folder, "any.csx"), "string respond(ModelRequest request) => request.Text;\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "snippet.csx"), world);
            await using var catalog = Catalog(folder);
            return (await catalog.CheckAsync(CancellationToken.None)).Diagnostics;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string AsWorld(string snippet)
    {
        var text = snippet;
        if (!Regex.IsMatch(text, @"(?m)^\S.* parley\(")) text = Declaration().IsMatch(text) ? $"{text}\nvoid parley() {{ }}\n" : $"async Task parley()\n{{\n{text}\nawait Agent.ActAsync();\n}}\n";
        return Regex.IsMatch(text, @"(?m)^\S.* episode_done\(") ? text : $"{text}\nbool episode_done() => true;\n";
    }

    private static IResponder? Load(ModelConfig model, string folder, Func<string, IResponder?> scripts, DiagnosticBag bag) =>
        ModelKinds.Load(model.Name, model.Kind, model.Settings, new ModelPlace(model.Path, model.Line, model.Column), folder, scripts, bag);

    [GeneratedRegex("^(?:public|static|record) ", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
