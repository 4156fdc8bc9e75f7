namespace ScriptChat.Diagnostics;

/// <summary>SC6: models.</summary>
public static class ModelCodes
{
}
