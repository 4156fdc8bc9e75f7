using System.Diagnostics;

namespace ScriptChat.House.Tests.Docs;

/// <summary>What the command says of itself.</summary>
internal static class CommandHelp
{
    /// <summary>The help of the command itself, or of one of its commands.</summary>
    public static string Of(params string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, "runtime.dll"), .. command, "--help"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, string.Join(' ', command));
        return said;
    }
}
