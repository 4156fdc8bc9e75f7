namespace ScriptChat.Diagnostics;

/// <summary>SC31: dialogue files and their plays.</summary>
public static class DialogueCodes
{
    /// <summary>A line that is none of the known forms.</summary>
    public static readonly DiagnosticCode UnknownLine = new("SC3100", "A line of a dialogue is not understood", "Write it in one of the forms that the README of the dialogues lists; a comment starts with #");

    /// <summary>Somebody acts or sees before entering.</summary>
    public static readonly DiagnosticCode UnknownPerson = new("SC3101", "A dialogue names a person who has not entered", "Write 'NAME enters' above, or mend the name");

    /// <summary>A duration that is none.</summary>
    public static readonly DiagnosticCode BadDuration = new("SC3102", "A duration of a dialogue is not understood", "Write a number and a unit: ms, s, min, h or days");

    /// <summary>A regular expression that is none.</summary>
    public static readonly DiagnosticCode BadPattern = new("SC3103", "A regular expression of a dialogue is not valid", "Mend it, or write \\/ at the start to have the words themselves");

    /// <summary>It does not say who sees a line.</summary>
    public static readonly DiagnosticCode WhoSees = new("SC3104", "A dialogue does not say who sees something", "Write 'NAME sees' above it");

    /// <summary>An option that is unknown, late, twice or has a bad value.</summary>
    public static readonly DiagnosticCode BadOption = new("SC3105", "An option of a dialogue is not valid", "Write 'password TEXT', 'seed NUMBER' or 'clock YYYY-MM-DD HH:MM' once, above the first step");

    /// <summary>A step that can't be taken at that place.</summary>
    public static readonly DiagnosticCode Impossible = new("SC3106", "A step of a dialogue is not possible there", "Say first that the person enters or is back");

    /// <summary>No step at all.</summary>
    public static readonly DiagnosticCode NothingHappens = new("SC3107", "A dialogue has no steps", "Begin with 'NAME enters'");

    /// <summary>The file can't be read as text.</summary>
    public static readonly DiagnosticCode NotText = new("SC3108", "A dialogue can't be read", "Save it as UTF-8");

    /// <summary>An escape that is none.</summary>
    public static readonly DiagnosticCode BadEscape = new("SC3109", "A backslash of a dialogue is not understood", "Write \\\\ for a backslash; \\n, \\r, \\t, \\s, \\uXXXX and a backslash before punctuation are known");

    /// <summary>A file to send that can't be read.</summary>
    public static readonly DiagnosticCode NoFile = new("SC3110", "A dialogue sends a file that can't be read", "Put the file beside the dialogue");

    /// <summary>The conversation went differently.</summary>
    public static readonly DiagnosticCode Differs = new("SC3150", "A conversation went differently from its dialogue", "Mend the world, or accept what it says now");

    /// <summary>The worlds do not come to rest.</summary>
    public static readonly DiagnosticCode NoRest = new("SC3151", "A dialogue's worlds do not come to rest", "See which side effect does not end, or which timer fires without end");

    /// <summary>There is nothing to play against.</summary>
    public static readonly DiagnosticCode NoWorlds = new("SC3152", "There are no worlds to play a dialogue against", "Mend the task first: 'runtime check' says what is wrong");

    /// <summary>A task to be tested has no dialogues.</summary>
    public static readonly DiagnosticCode NoDialogues = new("SC3153", "There are no dialogues to play", "Write a NAME.dialogue into the task's folder, beginning with 'Ann enters'");

    /// <summary>What happened can't be written into a dialogue's file.</summary>
    public static readonly DiagnosticCode NotAccepted = new("SC3154", "A dialogue can't be rewritten", "See that the file may be written and is not being edited, then accept again");

    /// <summary>A world failed of which the dialogue says nothing, or the other way round.</summary>
    public static readonly DiagnosticCode FailsOtherwise = new("SC3155", "Worlds fail otherwise than a dialogue says", "Mend the world, or write 'the world fails' below the step where that is meant");
}
