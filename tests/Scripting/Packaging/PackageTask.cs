using ScriptChat.Packages.Tests.Fakes;
using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests.Packaging;

/// <summary>A task folder with a package source of its own.</summary>
internal sealed class PackageTask : IDisposable
{
    public PackageTask(params IEnumerable<(string Name, string Text)> files)
    {
        Folder = new TaskFolder(files);
        Feed = new PackageFeed(Path.GetDirectoryName(Folder.Path)!);
        Feed.Use(Folder.Path);
    }

    public TaskFolder Folder { get; }

    public PackageFeed Feed { get; }

    public string Lock => Folder.At("packages.lock.json");

    /// <summary>A world that says what an expression gives.</summary>
    public static string Says(string expression, params string[] directives) =>
        string.Concat(directives.Select(directive => directive + "\n")) + $"void parley() => Agent.Observe($\"{{{expression}}}\");\nbool episode_done() => true;\n";

    /// <summary>The directive for a package.</summary>
    public static string Package(string id, string version) => $"#r \"nuget: {id}, {version}\"";

    /// <summary>A source of a package whose <c>Top.Process</c> asks a library of native code, <c>top</c>; the library comes with .NET.</summary>
    public void AddNative()
    {
        var source = """
            public static class Top
            {
                [System.Runtime.InteropServices.DllImport("top")] private static extern int SystemNative_GetPid();
                public static int Process => SystemNative_GetPid();
            }
            """;
        var system = OperatingSystem.IsMacOS() ? "osx" : "linux";
        var ending = OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        var library = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, $"libSystem.Native{ending}"));
        Feed.Add("Top", "1.0.0", null, ("lib/net8.0/Top.dll", PackageFeed.Library("Top", "1.0.0", source)), ($"runtimes/{system}/native/libtop{ending}", library));
    }

    public void Dispose() => Folder.Dispose();
}
