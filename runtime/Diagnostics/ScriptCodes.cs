namespace ScriptChat.Diagnostics;

/// <summary>SC2: scripts and their compilation.</summary>
public static class ScriptCodes
{
}
