namespace ScriptChat.Diagnostics;

/// <summary>SC19: new tasks.</summary>
public static class TemplateCodes
{
    /// <summary>A name that a task can't have.</summary>
    public static readonly DiagnosticCode BadName = new("SC1901", "A task can't be called so", "Begin with a letter; letters, digits, - and _ may follow, 64 at most");

    /// <summary>The folder has something in it.</summary>
    public static readonly DiagnosticCode NotEmpty = new("SC1902", "The folder of a new task is not empty", "Take another name, or empty the folder");

    /// <summary>Editor files are asked for where no task is.</summary>
    public static readonly DiagnosticCode NoTask = new("SC1903", "There is no task to write editor files for", "Name a folder with a config.toml, or make a task without --editor-files");

    /// <summary>The files can't be written.</summary>
    public static readonly DiagnosticCode NotWritten = new("SC1904", "A task's files can't be written", "See that the folder may be written and the disk has room");
}
