namespace ScriptChat.Diagnostics;

/// <summary>SC3: worlds at run time.</summary>
public static class WorldCodes
{
    /// <summary>A world threw.</summary>
    public static readonly DiagnosticCode WorldFailed = new("SC3001", "A world threw an exception", "Mend the script at the line that the trace names; its people are back in the overworld");

    /// <summary>A world ran too long.</summary>
    public static readonly DiagnosticCode WorldRanAway = new("SC3002", "A world ran too long without waiting for anything", "Await something in the loop that is named");

    /// <summary>A world speaks again and again.</summary>
    public static readonly DiagnosticCode WorldSpins = new("SC3003", "A world's parley spoke 100 times in a row without waiting for anything", "Await an answer, a delay or an effect in parley, or end the episode");

    /// <summary>A world blocks its thread.</summary>
    public static readonly DiagnosticCode WorldBlocks = new("SC3004", "A world blocks its thread inside a call", "Use the asynchronous form of the call, inside OnceAsync");

    /// <summary>A world awaits something foreign.</summary>
    public static readonly DiagnosticCode WorldAwaitsForeign = new("SC3005", "A world awaits something that is not recorded", "Use Context.DelayAsync and Context.OnceAsync; the conversation can't be replayed", Severity.Warning);

    /// <summary>Eligibility failed.</summary>
    public static readonly DiagnosticCode EligibilityFailed = new("SC3006", "eligibility threw or took too long", "Mend it; who it was asked about counts as not eligible");

    /// <summary>The overworld named a task that does not exist.</summary>
    public static readonly DiagnosticCode UnknownTask = new("SC3007", "A world named a task that does not exist", "Return the name of a [tasks.NAME] table, or EXIT");

    /// <summary>Roles could not be assigned.</summary>
    public static readonly DiagnosticCode RolesFailed = new("SC3008", "assign_roles threw", "Mend it; the people are back in line or in the overworld");

    /// <summary>A hook failed.</summary>
    public static readonly DiagnosticCode HookFailed = new("SC3009", "on_removed, shutdown or on_delivered threw", "Mend it; the journey went on without it", Severity.Warning);

    /// <summary>An overworld ended without a choice.</summary>
    public static readonly DiagnosticCode NoChoice = new("SC3010", "An overworld ended without naming a task", "Return a task's name or EXIT from its parley");

    /// <summary>The engine itself failed.</summary>
    public static readonly DiagnosticCode EngineFailed = new("SC3011", "The runtime failed in a step", "Report it with the trace; the person starts anew");

    /// <summary>A task threw that nobody awaits.</summary>
    public static readonly DiagnosticCode TaskUnobserved = new("SC3012", "A world's task that nobody awaited threw an exception", "Await it, or catch inside it", Severity.Warning);

    /// <summary>Worlds lead in a circle.</summary>
    public static readonly DiagnosticCode GoesRound = new("SC3013", "Worlds followed each other again and again without a word from the person", "See that a world waits for somebody before it ends, or that next_task does not lead in a circle; the person is asked to say something", Severity.Warning);

    /// <summary>A side effect has been under way for a minute.</summary>
    public static readonly DiagnosticCode EffectTakesLong = new("SC3014", "A side effect or a model has been under way for a minute", "Give it a time limit of its own, shorter than people's patience, and catch what it throws then; who waits for it sees nothing", Severity.Warning);
}
