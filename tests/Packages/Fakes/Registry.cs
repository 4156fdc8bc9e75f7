using System.Diagnostics;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;

namespace ScriptChat.Packages.Tests.Fakes;

/// <summary>The package sources of this machine's NuGet configuration.</summary>
internal static class Registry
{
    /// <summary>The names or addresses of the sources.</summary>
    public static string[] Sources => [.. SettingsUtility.GetEnabledSources(Settings.LoadDefaultSettings(Path.GetTempPath())).Select(source => source.Source)];

    /// <summary>Ends a test that needs them when they don't answer: ignored, but failed where tests must be whole.</summary>
    public static async Task NeedAsync()
    {
        if (await TryAsync() is not { } trouble) return;
        var text = $"The package sources of this machine do not answer: {trouble}";
        if (Environment.GetEnvironmentVariable("CI") is "true") Assert.Fail(text);
        Assert.Ignore(text);
    }

    /// <summary>Runs the SDK's restore in a folder.</summary>
    public static async Task RestoreAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["restore", "-nodeReuse:false", "-v", "q"]) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, output);
    }

    private static async Task<string?> TryAsync()
    {
        try
        {
            using var cache = new SourceCacheContext { NoCache = true };
            foreach (var source in Sources)
            {
                var packages = await Repository.Factory.GetCoreV3(source).GetResourceAsync<FindPackageByIdResource>();
                if ((await packages!.GetAllVersionsAsync("Microsoft.Data.Sqlite", cache, NuGet.Common.NullLogger.Instance, CancellationToken.None)).Any()) return null;
            }

            return "none has Microsoft.Data.Sqlite";
        }
        catch (FatalProtocolException error)
        {
            return error.Message;
        }
    }
}
