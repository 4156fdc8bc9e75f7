namespace ScriptChat.Diagnostics;

/// <summary>SC1: config.toml.</summary>
public static class ConfigCodes
{
}
