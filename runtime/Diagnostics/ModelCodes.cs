namespace ScriptChat.Diagnostics;

/// <summary>SC6: models.</summary>
public static class ModelCodes
{
    /// <summary>A kind of model that nobody knows.</summary>
    public static readonly DiagnosticCode UnknownKind = new("SC6001", "A kind of model that is not known", "Write one of the kinds that the message lists as the model's 'model'");

    /// <summary>A setting that the kind needs is missing.</summary>
    public static readonly DiagnosticCode MissingSetting = new("SC6002", "A model lacks a setting that its kind needs", "Add the setting to the model's table");

    /// <summary>The model's file is not there.</summary>
    public static readonly DiagnosticCode NoModelFile = new("SC6003", "A model's file is not there", "Name a file in the task's folder");

    /// <summary>A model script that can't answer.</summary>
    public static readonly DiagnosticCode NoRespond = new("SC6004", "A model script without a function 'respond'", "Write 'string respond(ModelRequest request)' in it; it may be async, and may give a Message");
}
