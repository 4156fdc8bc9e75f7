namespace ScriptChat.Diagnostics;

/// <summary>SC1: config.toml.</summary>
public static class ConfigCodes
{
    /// <summary>There is no task folder, or no config.toml in it, or it can't be read.</summary>
    public static readonly DiagnosticCode NotFound = new("SC1001", "The task's folder or its config.toml is not there", "Name a folder that holds a config.toml");

    /// <summary>Not TOML.</summary>
    public static readonly DiagnosticCode Syntax = new("SC1002", "config.toml is not well-formed TOML", "Mend the line that is named; see toml.io for the notation");

    /// <summary>A key that means nothing.</summary>
    public static readonly DiagnosticCode UnknownKey = new("SC1003", "A key that means nothing here", "Use the key that is suggested, or move your own settings to [opt]");

    /// <summary>A required key is missing.</summary>
    public static readonly DiagnosticCode MissingKey = new("SC1004", "A required key is missing", "Add it where the message says");

    /// <summary>A value of the wrong type.</summary>
    public static readonly DiagnosticCode WrongType = new("SC1005", "A value of the wrong type", "Write a value of the type that is named");

    /// <summary>A value that is not allowed.</summary>
    public static readonly DiagnosticCode BadValue = new("SC1006", "A value that is not allowed", "Write a value within the limits that are named");

    /// <summary>A key that stands twice.</summary>
    public static readonly DiagnosticCode DuplicateKey = new("SC1007", "A key or a table that stands twice", "Keep one of the two places");

    /// <summary>A backup task that leads nowhere.</summary>
    public static readonly DiagnosticCode BadBackupTask = new("SC1008", "A backup_task that names no task, the task itself, or leads back to it", "Name another task, or take the key out: people then go to the overworld");

    /// <summary>A task's name that can't be used.</summary>
    public static readonly DiagnosticCode BadTaskName = new("SC1009", "A name that can't be used", "Choose another; EXIT leaves the service, and case and underscores do not tell names apart");

    /// <summary>The world module is not there.</summary>
    public static readonly DiagnosticCode NoWorldModule = new("SC1010", "The world_module is not there", "Name a .csx file in the task's folder, or take the key out to use all scripts of the folder");
}
