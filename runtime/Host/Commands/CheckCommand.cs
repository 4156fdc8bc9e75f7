using System.CommandLine;
using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Scripting;

namespace ScriptChat.Host.Commands;

/// <summary><c>runtime check FOLDER</c>: compiles and checks a task without serving it.</summary>
internal static class CheckCommand
{
    public static Command Build(TextWriter output)
    {
        var folder = new Argument<string>("folder") { Description = "The task's folder." };
        var format = new Option<string>("--format") { Description = "How to say it: text, json or sarif.", DefaultValueFactory = _ => "text", HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong("text", "json", "sarif");
        var command = new Command("check", "Compiles and checks a task without serving it or running its code.") { folder, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (diagnostics, well) = await LookAsync(parsed.GetValue(folder)!, cancellationToken);
            await output.WriteLineAsync(parsed.GetValue(format) switch
            {
                "json" => DiagnosticFormats.Json(diagnostics),
                "sarif" => DiagnosticFormats.Sarif(diagnostics),
                _ => DiagnosticFormats.Text(diagnostics, well),
            });
            return well ? ExitCodes.Well : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<(IReadOnlyList<Diagnostic> Diagnostics, bool Well)> LookAsync(string folder, CancellationToken cancellationToken)
    {
        if (TaskPlace.Check(folder) is { } isFile) return ([isFile], false);
        await using var catalog = new TaskCatalog(folder, new CatalogOptions { Models = Models.Loader, CheckModel = Models.Check, Watch = false });
        var report = await catalog.CheckAsync(cancellationToken);
        return (report.Diagnostics, report.Kind == CatalogEvent.Live && report.Diagnostics.All(item => item.Severity != Severity.Error));
    }
}
