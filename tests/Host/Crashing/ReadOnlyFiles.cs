using System.Diagnostics;

namespace ScriptChat.Host.Tests.Crashing;

/// <summary>Files that nobody may write, root and who has them open included: what a file system that the system has made read-only is like.</summary>
internal sealed class ReadOnlyFiles : IDisposable
{
    private readonly string[] paths;
    private bool healed;

    private ReadOnlyFiles(string[] paths) => this.paths = paths;

    /// <summary>Makes files or folders read-only until they are healed. Ignores the test where that can't be had.</summary>
    public static ReadOnlyFiles Make(params string[] paths)
    {
        if (!Change("+i", paths))
        {
            Change("-i", paths);
            Assert.Ignore("Only root may make files immutable, and not on every file system.");
        }

        return new ReadOnlyFiles(paths);
    }

    /// <summary>They can be written again.</summary>
    public void Heal()
    {
        if (healed) return;
        healed = true;
        Assert.That(Change("-i", paths), Is.True, "chattr -i");
    }

    public void Dispose() => Heal();

    private static bool Change(string how, string[] paths)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("chattr", [how, .. paths]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
