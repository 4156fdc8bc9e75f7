using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Compiling;
using ScriptChat.Compiler.Shared;
using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;
using ScriptChat.Packages;
using ScriptChat.Packages.Requests;
using ScriptChat.Packages.Restored;
using ScriptChat.Scripting.Binding;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Building;

/// <summary>From a snapshot of a folder to resolved worlds, by the compiler or from what was compiled before. None of the
/// task's code runs. Not for several threads.</summary>
internal sealed class TaskBuilder(string folder, string? cacheFolder, Func<TaskConfig, TaskConfig>? adjust = null, bool optimize = false)
{
    private readonly CompiledCache? cache = cacheFolder is null ? null : new CompiledCache(cacheFolder);
    private ITaskCompiler? compiler;
    private PackageRestorer? restorer;
    private (string Key, CompiledTask Task)? last;
    private bool isLastKept;

    /// <summary>Builds the snapshot.</summary>
    /// <param name="snapshot">The files.</param>
    /// <param name="packages">Gets the packages that the scripts ask for: <see cref="RestoreAsync"/>, or something around it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BuildResult> BuildAsync(TaskSnapshot snapshot, PackageStep packages, CancellationToken cancellationToken)
    {
        var bag = new DiagnosticBag();
        if (ReadConfig(snapshot, bag) is not { } config) return new BuildResult(null, bag, snapshot.Hash(), FromCache: false, []);
        var key = snapshot.CodeHash(RuntimeStamp.Of(optimize));

        // Where only data changed, what was compiled last is still right; files from outside have to be looked at again.
        var (task, fromCache) = last is { Task: { References.Count: 0, Loaded.Count: 0, Packages.Count: 0 } same } && last?.Key == key ? (same, false) : (cache?.Find(key), true);
        IReadOnlyList<string> asked;
        if (task is null)
        {
            fromCache = false;
            var outcome = await (compiler ??= NewCompiler(optimize)).CompileAsync(snapshot, config, packages, cancellationToken);
            bag.AddRange(outcome.Diagnostics);
            (task, asked) = (WithLock(outcome.Task), outcome.Asked);
        }
        else
        {
            bag.AddRange(task.Warnings);
            asked = [.. task.References.Concat(task.Loaded).Select(stamp => stamp.Path)];
        }

        if (task?.Lock is { } locked) asked = [.. asked, locked.Path];
        if (task is null) return new BuildResult(null, bag, snapshot.Hash(), fromCache, asked);
        (last, isLastKept) = ((key, task), fromCache || (isLastKept && last?.Key == key));
        var content = VersionName.OfContent(snapshot, task, config);
        return new BuildResult(TaskBinder.Bind(task, config, content, bag), bag, content, fromCache, asked) { Compiled = task };
    }

    /// <summary>Gets packages from where the machine's NuGet configuration says.</summary>
    /// <param name="requests">What the scripts ask for.</param>
    /// <param name="bag">Takes what there is to say.</param>
    /// <param name="working">Called before anything that may take long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<RestoredPackage>?> RestoreAsync(IReadOnlyList<PackageRequest> requests, DiagnosticBag bag, Action working, CancellationToken cancellationToken) =>
        (restorer ??= new PackageRestorer(folder, SharedAssemblies.VersionOf)).RestoreAsync(requests, bag, working, cancellationToken);

    /// <summary>The configuration as the snapshot has it; null after saying what is wrong.</summary>
    public TaskConfig? ReadConfig(TaskSnapshot snapshot, DiagnosticBag bag)
    {
        var config = snapshot.Config is { } file ? ConfigReader.Read(file.Path, file.Bytes, bag) : ConfigReader.Read(folder, bag);
        return config is null || adjust is null ? config : adjust(config);
    }

    /// <summary>Keeps what was compiled last for the next start. Apart from building, so that nobody waits for the disk.</summary>
    public void Keep()
    {
        if (cache is null || isLastKept || last is not { } compiled) return;
        cache.Keep(compiled.Key, compiled.Task);
        isLastKept = true;
    }

    /// <summary>Compiles for the compiler's own sake: the first save shall not wait for it to be loaded and jitted.</summary>
    public async Task WarmUpAsync(TaskSnapshot snapshot, TaskConfig config, CancellationToken cancellationToken)
    {
        var (warming, packages) = (NewCompiler(optimize), last?.Task.Packages ?? []);
        for (var round = 0; round < 4 && !cancellationToken.IsCancellationRequested; round++)
        {
            await warming.CompileAsync(snapshot, config, (_, _, _) => Task.FromResult<IReadOnlyList<RestoredPackage>?>(packages), cancellationToken);
        }
    }

    /// <summary>A compiler. Apart, so that a start from the cache loads no assembly of it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Performance", "CA1859", Justification = "The concrete type is what must not be seen here.")]
    public static ITaskCompiler NewCompiler(bool optimize = false) => new TaskCompiler(optimize);

    private CompiledTask? WithLock(CompiledTask? task)
    {
        if (task is null || task.Packages.Count == 0) return task;
        var path = Path.Combine(folder, TaskFiles.LockName);
        return task with { Lock = new FileStamp(path, File.Exists(path) ? SourceFile.Read(path).Hash : "") };
    }
}

/// <summary>What a build gave.</summary>
/// <param name="Task">The resolved task; null after errors.</param>
/// <param name="Diagnostics">What was said.</param>
/// <param name="Content">The hash of what it was built from; <see cref="VersionName"/> makes the version's name of it.</param>
/// <param name="FromCache">Whether nothing had to be compiled.</param>
/// <param name="Asked">Files apart from the folder's scripts that it is made of, or would be if they were there.</param>
internal sealed record BuildResult(BoundTask? Task, DiagnosticBag Diagnostics, string Content, bool FromCache, IReadOnlyList<string> Asked)
{
    /// <summary>What was compiled; null after errors.</summary>
    public CompiledTask? Compiled { get; init; }
}
