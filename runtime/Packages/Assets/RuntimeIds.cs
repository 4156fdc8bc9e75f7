using System.Runtime.InteropServices;
using NuGet.RuntimeModel;

namespace ScriptChat.Packages.Assets;

/// <summary>What packages call this machine, and what else will do.</summary>
internal static class RuntimeIds
{
    /// <summary>The name of this machine, as the portable builds of .NET have it.</summary>
    public static string Own { get; } = $"{System(RuntimeInformation.RuntimeIdentifier)}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Which names stand in for which.</summary>
    public static RuntimeGraph Graph { get; } = GraphOf(Own);

    /// <summary>The names that stand in for a machine's, nearest first.</summary>
    internal static RuntimeGraph GraphOf(string id)
    {
        var (system, architecture) = (id[..id.LastIndexOf('-')], id[(id.LastIndexOf('-') + 1)..]);
        List<RuntimeDescription> all = [new("any"), new("win", ["any"]), new($"win-{architecture}", ["win"]), new("unix", ["any"]), new($"unix-{architecture}", ["unix"])];
        foreach (var (name, parent) in new[] { ("linux", "unix"), ("linux-musl", "linux"), ("osx", "unix"), ("freebsd", "unix") })
        {
            all.Add(new RuntimeDescription(name, [parent]));
            all.Add(new RuntimeDescription($"{name}-{architecture}", [name, $"{parent}-{architecture}"]));
        }

        if (all.TrueForAll(known => known.RuntimeIdentifier != id)) all.Add(new RuntimeDescription(id, [system == "win" ? "win" : $"unix-{architecture}"]));
        return new RuntimeGraph(all);
    }

    // A distribution's own build of .NET has the distribution's name.
    private static string System(string built)
    {
        if (OperatingSystem.IsWindows()) return "win";
        if (OperatingSystem.IsMacOS()) return "osx";
        if (OperatingSystem.IsFreeBSD()) return "freebsd";
        return built.Contains("musl", StringComparison.Ordinal) || built.StartsWith("alpine", StringComparison.Ordinal) ? "linux-musl" : "linux";
    }
}
