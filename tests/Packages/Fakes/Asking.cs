using ScriptChat.Diagnostics;
using ScriptChat.Packages.Requests;
using ScriptChat.Packages.Restored;

namespace ScriptChat.Packages.Tests.Fakes;

/// <summary>A folder whose scripts ask for packages, without scripts.</summary>
internal sealed class Asking : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("scriptchat-").FullName;

    public Asking()
    {
        Directory.CreateDirectory(Task);
        Feed = new PackageFeed(parent);
        Feed.Use(Task);
    }

    public string Task => Path.Combine(parent, "task");

    public string Lock => Path.Combine(Task, PackageRestorer.LockName);

    public PackageFeed Feed { get; }

    /// <summary>How often the last restore said that it would take long.</summary>
    public int Worked { get; private set; }

    public DiagnosticBag Bag { get; private set; } = [];

    /// <summary>Asks as by a new process: <c>Name Version</c>, each in a line of its own of <c>a.csx</c>.</summary>
    public async Task<IReadOnlyList<RestoredPackage>?> AskAsync(params string[] wishes)
    {
        (Bag, Worked) = ([], 0);
        var requests = wishes.Select((wish, i) => wish.Split(' ', 2) is [var id, var version] ? At(id, version, i) : At(wish, "", i));
        return await new PackageRestorer(Task, Shipped).RestoreAsync([.. requests], Bag, () => Worked++, CancellationToken.None);
    }

    /// <summary>The same, and it must work.</summary>
    public async Task<IReadOnlyList<RestoredPackage>> GetAsync(params string[] wishes)
    {
        var packages = await AskAsync(wishes);
        Assert.That(Bag, Is.Empty);
        return packages!;
    }

    /// <summary>The same, and it must fail with one error.</summary>
    public async Task<Diagnostic> FailAsync(params string[] wishes)
    {
        Assert.That(await AskAsync(wishes), Is.Null);
        Assert.That(Bag, Has.Count.EqualTo(1), string.Join('\n', Bag));
        return Bag.Single();
    }

    public void Dispose() => Directory.Delete(parent, recursive: true);

    private PackageRequest At(string id, string version, int index) => new(id, version, Path.Combine(Task, "a.csx"), index + 1, 1);

    private static Version? Shipped(string name)
    {
        var file = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll");
        return File.Exists(file) ? System.Reflection.AssemblyName.GetAssemblyName(file).Version : name == "ScriptChat.Worlds" ? new Version(0, 1, 0, 0) : null;
    }
}
