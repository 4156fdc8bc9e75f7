using System.CommandLine;

namespace ScriptChat.Host.Commands;

/// <summary>Where the data of a task are, for the commands over the journal: named as for serving.</summary>
internal sealed class DataPlace
{
    private readonly Option<string?> task = new("--task", "-t") { Description = "The task's folder; its data are in data/NAME_OF_THE_FOLDER under the current folder.", HelpName = "FOLDER" };
    private readonly Option<string?> data = new("--data") { Description = "The data folder, if it is elsewhere.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        command.Options.Add(task);
        command.Options.Add(data);
        command.Validators.Add(result =>
        {
            if (result.GetValue(task) is null && result.GetValue(data) is null) result.AddError("Name the task's folder with --task, or its data folder with --data.");
        });
    }

    /// <summary>The task's folder; null when only the data folder was named.</summary>
    public string? Task(ParseResult parsed) => parsed.GetValue(task);

    /// <summary>The data folder.</summary>
    public string Data(ParseResult parsed) => parsed.GetValue(data) ?? Path.Combine("data", NameOf(parsed.GetValue(task)!));

    /// <summary>What the task is called there.</summary>
    public string Name(ParseResult parsed) => NameOf(parsed.GetValue(task) ?? parsed.GetValue(data)!);

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
