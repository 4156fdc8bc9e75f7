namespace ScriptChat.Diagnostics;

/// <summary>SC2: scripts and their compilation.</summary>
public static class ScriptCodes
{
    /// <summary>A world lacks a function.</summary>
    public static readonly DiagnosticCode MissingFunction = new("SC2001", "A world lacks a function that it needs", "Write parley and episode_done; a base that nobody overrode counts as missing");

    /// <summary>A function's name is there twice.</summary>
    public static readonly DiagnosticCode AmbiguousFunction = new("SC2002", "A function's name is found twice", "Keep one: case, underscores and Async at the end do not count");

    /// <summary>A function's parameters or result do not fit.</summary>
    public static readonly DiagnosticCode WrongSignature = new("SC2003", "A function has the wrong signature", "Give it the parameters and the result that the message names");

    /// <summary>A function that must be static is not.</summary>
    public static readonly DiagnosticCode NotStatic = new("SC2004", "A function must be static", "Put static before it: it is called when no conversation exists");

    /// <summary>Two worlds have one name.</summary>
    public static readonly DiagnosticCode DuplicateWorld = new("SC2005", "Two worlds have the same name", "Rename one: case and underscores do not count");

    /// <summary>The configuration names a world that does not exist.</summary>
    public static readonly DiagnosticCode UnknownWorld = new("SC2006", "The configuration names a world that does not exist", "Write the world, or name one that exists");

    /// <summary>An overworld gives no choice.</summary>
    public static readonly DiagnosticCode NotAnOverworld = new("SC2007", "The overworld's parley does not give a string", "Return Task<string?>: a task's name, EXIT, or null to be called again");

    /// <summary>A world can't be made.</summary>
    public static readonly DiagnosticCode NoConstructor = new("SC2008", "A world has no constructor that can be called", "Take a WorldContext, or nothing, or write a static generate_world");

    /// <summary>NuGet references are not there yet.</summary>
    public static readonly DiagnosticCode NoNuGetYet = new("SC2009", "References to NuGet packages are not there yet", "Reference the assembly's file: #r \"lib.dll\"");

    /// <summary>module_initialize failed.</summary>
    public static readonly DiagnosticCode InitializeFailed = new("SC2010", "module_initialize threw", "Mend it at the line that is named; the last good version stays live");

    /// <summary>A model's script does not answer.</summary>
    public static readonly DiagnosticCode NoRespond = new("SC2011", "A model's script has no respond function", "Write: Message respond(ModelRequest request), or a class that implements IResponder");

    /// <summary>A file that the configuration names is not there.</summary>
    public static readonly DiagnosticCode MissingScript = new("SC2012", "The configuration names a script that does not exist", "Create the file or mend the name");

    /// <summary>There are no scripts.</summary>
    public static readonly DiagnosticCode NoScripts = new("SC2013", "The task's folder holds no scripts", "Put a .csx file with a world into it");

    /// <summary>The folder has gone.</summary>
    public static readonly DiagnosticCode FolderGone = new("SC2014", "The task's folder is not there", "Bring it back; the last good version stays live meanwhile");

    /// <summary>A serializer call that keeps old versions in memory.</summary>
    public static readonly DiagnosticCode SerializerKeepsVersions = new("SC2015", "JsonSerializer without options keeps every version of the script in memory", "Pass Context.Json as its options", Severity.Warning);

    /// <summary>A dynamic that keeps old versions in memory.</summary>
    public static readonly DiagnosticCode DynamicKeepsVersions = new("SC2016", "dynamic keeps every version of the script in memory", "Use a type of your own, or JsonNode", Severity.Warning);

    /// <summary>A file can't be read.</summary>
    public static readonly DiagnosticCode UnreadableFile = new("SC2017", "A file of the task can't be read", "Look at its permissions and whether another program holds it");

    /// <summary>A model's loader failed.</summary>
    public static readonly DiagnosticCode ModelFailed = new("SC2018", "Loading a model threw", "Look at its settings and at the error that is named");

    /// <summary>The runtime failed.</summary>
    public static readonly DiagnosticCode CatalogFailed = new("SC2019", "The runtime failed while it built the task", "Report it with the trace; save again to retry");

    /// <summary>A version could not be kept.</summary>
    public static readonly DiagnosticCode VersionNotKept = new("SC2040", "A version of the scripts could not be kept", "Make room in the data folder, or give the runtime the right to write there, and save again: until then the version's conversations do not outlive a restart", Severity.Warning);

    /// <summary>A version is not kept.</summary>
    public static readonly DiagnosticCode UnknownVersion = new("SC2041", "A version of the scripts is not kept", "Bring the data folder back as it was; without it the version's conversations can't go on", Severity.Warning);

    /// <summary>A kept version can't be loaded.</summary>
    public static readonly DiagnosticCode UnusableVersion = new("SC2042", "A kept version of the scripts can't be loaded", "Bring its file back from a copy, or mend what the errors beside it name; without it the version's conversations can't go on", Severity.Warning);
}
