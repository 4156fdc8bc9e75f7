namespace ScriptChat.Host;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCodes
{
    public const int Well = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Interrupted = 130;
}
