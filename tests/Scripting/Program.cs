using ScriptChat.Scripting;

// Run by a test as a process of its own; tests themselves are run by the test host.
var (what, folder, store) = (args[0], args[1], args[2]);
var options = new CatalogOptions { Watch = false, Models = (_, _, _, _) => null };
if (what == "find-kept")
{
    await using var catalog = new TaskCatalog(folder, options with { VersionsFolder = store });
    var module = await catalog.FindAsync(args[3], CancellationToken.None);
    Console.WriteLine($"{module?.Version}; compiler assemblies: {Compilers()}");
}
else
{
    await using var catalog = new TaskCatalog(folder, options with { CacheFolder = store });
    var report = await catalog.StartAsync(CancellationToken.None);
    Console.WriteLine($"{report.Kind} from cache: {report.FromCache}; compiler assemblies: {Compilers()}");
}

// Neither those of the compiler nor those that restore packages.
static int Compilers() => AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!)
    .Count(name => name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || name.StartsWith("NuGet.", StringComparison.Ordinal));
