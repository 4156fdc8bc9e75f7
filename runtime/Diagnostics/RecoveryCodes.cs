namespace ScriptChat.Diagnostics;

/// <summary>SC51: recovery and replay.</summary>
public static class RecoveryCodes
{
    /// <summary>A replay went another way than what was recorded.</summary>
    public static readonly DiagnosticCode Differs = new("SC5101", "A replay of the conversation went another way than what was recorded", "See the event that is named: chance, time or files outside OnceAsync are the usual causes; its people are back in the overworld");

    /// <summary>The version is gone.</summary>
    public static readonly DiagnosticCode VersionGone = new("SC5102", "The script version that a conversation runs on is not kept any more", "Keep the data folder whole; the conversation's people are back in the overworld");

    /// <summary>Not replayable.</summary>
    public static readonly DiagnosticCode NotReplayable = new("SC5103", "A conversation awaited something that is not recorded, so it can't be rebuilt", "Use Context.DelayAsync and Context.OnceAsync; its people are back in the overworld");

    /// <summary>A reload could not take a conversation along.</summary>
    public static readonly DiagnosticCode StaysOnOld = new("SC5104", "A conversation can't follow the saved script", "It goes on with the version that it has; see the event that parts them", Severity.Warning);

    /// <summary>The journal is failing.</summary>
    public static readonly DiagnosticCode StoreFails = new("SC5105", "Steps can't be stored", "Free the disk or the database; the service takes no messages until it can store them, and goes on by itself");

    /// <summary>A record can't be read.</summary>
    public static readonly DiagnosticCode Unreadable = new("SC5106", "A record of the journal can't be understood", "Use the version of the runtime that wrote it; what it belongs to is left as it is");
}
