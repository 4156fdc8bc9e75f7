using System.Diagnostics;

namespace ScriptChat.Scripting.Tests.Fakes;

/// <summary>Runs this assembly as a process of its own, since the tests' has long loaded the compiler.</summary>
internal static class OwnProcess
{
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(OwnProcess).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }
}
