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
            await using var catalog = new TaskCatalog(parsed.GetValue(folder)!, new CatalogOptions { Models = Models.Loader, CheckModel = Models.Check, Watch = false });
            var report = await catalog.CheckAsync(cancellationToken);
            var well = report.Kind == CatalogEvent.Live && report.Diagnostics.All(item => item.Severity != Severity.Error);
            await output.WriteLineAsync(parsed.GetValue(format) switch
            {
                "json" => DiagnosticFormats.Json(report.Diagnostics),
                "sarif" => DiagnosticFormats.Sarif(report.Diagnostics),
                _ => DiagnosticFormats.Text(report.Diagnostics, well),
            });
            return well ? ExitCodes.Well : ExitCodes.Failed;
        });
        return command;
    }
}
