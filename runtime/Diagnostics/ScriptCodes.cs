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

    /// <summary>module_initialize failed.</summary>
    public static readonly DiagnosticCode InitializeFailed = new("SC2010", "module_initialize threw", "Mend it at the line that is named; the last good version stays live");

    /// <summary>A model's script does not answer.</summary>
    public static readonly DiagnosticCode NoRespond = new("SC2011", "A model's script has no respond function", "Write: Message respond(ModelRequest request), or a class that implements IResponder");

    /// <summary>A file that the configuration names is not there.</summary>
    public static readonly DiagnosticCode MissingScript = new("SC2012", "The configuration names a script that does not exist", "Create the file or mend the name");

    /// <summary>There are no scripts.</summary>
    public static readonly DiagnosticCode NoScripts = new("SC2013", "The task's folder holds no scripts", "Put a .csx file with a world into it, or name ready-made worlds");

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

    /// <summary>A function is called almost like one that worlds may have.</summary>
    public static readonly DiagnosticCode Misspelt = new("SC2020", "A function has almost the name of one that is called by name", "Mend the name, or take another one", Severity.Warning);

    /// <summary>A version could not be kept.</summary>
    public static readonly DiagnosticCode VersionNotKept = new("SC2040", "A version of the scripts could not be kept", "Make room in the data folder, or give the runtime the right to write there, and save again: until then the version's conversations do not outlive a restart", Severity.Warning);

    /// <summary>A version is not kept.</summary>
    public static readonly DiagnosticCode UnknownVersion = new("SC2041", "A version of the scripts is not kept", "Bring the data folder back as it was; without it the version's conversations can't go on", Severity.Warning);

    /// <summary>A kept version can't be loaded.</summary>
    public static readonly DiagnosticCode UnusableVersion = new("SC2042", "A kept version of the scripts can't be loaded", "Bring its file back from a copy, or mend what the errors beside it name; without it the version's conversations can't go on", Severity.Warning);

    /// <summary>Time from elsewhere.</summary>
    public static readonly DiagnosticCode UnrecordedTime = new("SC2101", "The time is not the conversation's recorded time", "Use Context.Now", Severity.Warning);

    /// <summary>Ids from elsewhere.</summary>
    public static readonly DiagnosticCode UnrecordedId = new("SC2102", "An id is not the conversation's own and can't be repeated", "Use Context.NewId()", Severity.Warning);

    /// <summary>Chance from elsewhere.</summary>
    public static readonly DiagnosticCode UnrecordedChance = new("SC2103", "Chance is not the conversation's own and can't be repeated", "Use Context.Random", Severity.Warning);

    /// <summary>A delay that is not recorded.</summary>
    public static readonly DiagnosticCode UnrecordedDelay = new("SC2104", "A delay is not recorded", "Use Context.DelayAsync", Severity.Warning);

    /// <summary>A timer that is not recorded.</summary>
    public static readonly DiagnosticCode UnrecordedTimer = new("SC2105", "A timer is not recorded", "Use Context.DelayAsync, or ActAsync with a timeout", Severity.Warning);

    /// <summary>Work on another thread.</summary>
    public static readonly DiagnosticCode OtherThread = new("SC2106", "Work runs outside the conversation's thread", "Put it into Context.OnceAsync", Severity.Warning);

    /// <summary>ConfigureAwait(false).</summary>
    public static readonly DiagnosticCode LeavesConversation = new("SC2107", "ConfigureAwait(false) leaves the conversation's thread", "Leave it out", Severity.Warning);

    /// <summary>Files, processes or the network in a conversation.</summary>
    public static readonly DiagnosticCode OutsideEffect = new("SC2108", "A world reaches outside without its being recorded", "Do it in Context.OnceAsync, or once for all in module_initialize", Severity.Warning);

    /// <summary>State that conversations share.</summary>
    public static readonly DiagnosticCode SharedState = new("SC2109", "Conversations share a variable that changes", "Keep it in variables of the world; what is fixed, in readonly fields or module_initialize", Severity.Warning);

    /// <summary>A hash code.</summary>
    public static readonly DiagnosticCode RandomHash = new("SC2110", "A hash code is another number in every process", "Compute one of your own, or use Context.Random", Severity.Warning);

    /// <summary>An order that is not promised.</summary>
    public static readonly DiagnosticCode NoOrder = new("SC2111", "The order of the collection may be another when the conversation is rebuilt", "Sort it, or use a List or a SortedSet", Severity.Warning);

    /// <summary>Act in a loop that does not wait.</summary>
    public static readonly DiagnosticCode ActInLoop = new("SC2112", "Act in a loop that awaits nothing never sees another message", "Await ActAsync", Severity.Warning);

    /// <summary>WhenAny over ActAsync.</summary>
    public static readonly DiagnosticCode AnyOfActs = new("SC2113", "Task.WhenAny over ActAsync leaves the other waits pending", "Use Context.NextActAsync, or ActAsync with a timeout", Severity.Warning);

    /// <summary>An effect's work that touches the world.</summary>
    public static readonly DiagnosticCode EffectTouchesWorld = new("SC2114", "The work of OnceAsync uses agents or the context", "Take what the work needs into a variable before, and do the rest with its result");

    /// <summary>A wait that blocks.</summary>
    public static readonly DiagnosticCode BlocksThread = new("SC2115", "Waiting for a task blocks the conversation's thread", "Await the task");

    /// <summary>Thread.Sleep.</summary>
    public static readonly DiagnosticCode SleepsOnThread = new("SC2116", "Thread.Sleep blocks the conversation's thread", "Await Context.DelayAsync");
}
