using System.CommandLine;
using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Templates;
using Spectre.Console;

namespace ScriptChat.Host.Commands;

/// <summary><c>runtime new NAME</c>: a task's folder to start from, and the files that an editor needs for one.</summary>
internal static class NewCommand
{
    public static Command Build(TextWriter output, TextWriter error)
    {
        var name = new Argument<string>("name") { Description = "The folder to make; its last part is the task's name." };
        var template = new Option<string>("--template")
        {
            Description = $"What to start from: {string.Join(", ", NewTask.Templates)}; {NewTask.DefaultTemplate} unless given.",
            DefaultValueFactory = _ => NewTask.DefaultTemplate,
            HelpName = "TEMPLATE",
        };
        template.AcceptOnlyFromAmong([.. NewTask.Templates]);
        var editor = new Option<bool>("--editor-files") { Description = "Write only what an editor needs, for a task that is there; what is yours stays." };
        var command = new Command("new", "Makes a task's folder to start from, with the files that VS Code needs for completion and breakpoints.") { name, template, editor };
        command.Validators.Add(result =>
        {
            if (result.GetValue(editor) && result.GetResult(template) is { Implicit: false }) result.AddError("--editor-files is for a task that is there; --template is for a new one.");
        });
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(output, error);
            return parsed.GetValue(editor) ? WriteEditorFiles(parsed.GetValue(name)!, terminal) : Create(parsed.GetValue(name)!, parsed.GetValue(template)!, terminal);
        });
        return command;
    }

    private static int Create(string folder, string template, Terminal terminal)
    {
        var bag = new DiagnosticBag();
        if (NewTask.Create(folder, template, bag) is not { } files) return Fail(bag, terminal);
        terminal.Line($"[green]made[/] {Markup.Escape(folder)} [grey](from the template '{template}')[/]");
        Tell(files, terminal);
        var named = folder.Contains(' ', StringComparison.Ordinal) ? $"\"{folder}\"" : folder;
        terminal.Line("");
        terminal.Line("What next:");
        terminal.Line(Markup.Escape($"  runtime test {named}      plays its dialogues"));
        terminal.Line(Markup.Escape($"  runtime --task {named}    serves it; saves are followed"));
        terminal.Line("To edit it with completion and breakpoints, open the folder in VS Code.");
        return ExitCodes.Well;
    }

    private static int WriteEditorFiles(string folder, Terminal terminal)
    {
        var bag = new DiagnosticBag();
        if (EditorFiles.Write(folder, bag) is not { } files) return Fail(bag, terminal);
        terminal.Line($"[green]written[/] the editor files of {Markup.Escape(folder)}");
        Tell(files, terminal);
        return ExitCodes.Well;
    }

    private static void Tell(WrittenFiles files, Terminal terminal)
    {
        foreach (var file in files.Written) terminal.Line($"  {Markup.Escape(file)}");
        foreach (var file in files.Kept) terminal.Line($"[grey]  {Markup.Escape(file)} is yours, and stays as it is[/]");
    }

    private static int Fail(DiagnosticBag bag, Terminal terminal)
    {
        foreach (var diagnostic in bag) terminal.Error($"[red]{Markup.Escape(diagnostic.ToString())}[/]");
        return ExitCodes.Failed;
    }
}
