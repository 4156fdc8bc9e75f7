using ScriptChat.Scripting;

// Run by a test as a process of its own; tests themselves are run by the test host.
await using var catalog = new TaskCatalog(args[1], new CatalogOptions { Watch = false, CacheFolder = args[2], Models = (_, _, _, _) => null });
var report = await catalog.StartAsync(CancellationToken.None);
var compilers = AppDomain.CurrentDomain.GetAssemblies().Count(assembly => assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
Console.WriteLine($"{report.Kind} from cache: {report.FromCache}; compiler assemblies: {compilers}");
