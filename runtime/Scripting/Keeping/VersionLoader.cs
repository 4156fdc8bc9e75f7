using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Sources;
using ScriptChat.Diagnostics;
using ScriptChat.Packages.Restored;
using ScriptChat.Scripting.Binding;
using ScriptChat.Scripting.Building;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Keeping;

/// <summary>Makes a kept version ready again, whatever became of the task's folder. <c>module_initialize</c> does not run: what it
/// gave was kept.</summary>
internal sealed class VersionLoader(VersionKeeper keeper, string stamp, bool optimize, Func<TaskConfig, TaskConfig> adjust, ModelLoader models)
{
    /// <summary>The version; null after saying what is wrong.</summary>
    public async Task<WorldModule?> LoadAsync(string version, DiagnosticBag bag, CancellationToken cancellationToken)
    {
        try
        {
            if (keeper.Find(version) is { } archive) return await RestoreAsync(archive, version, bag, cancellationToken) ?? Fail("see the errors that are named");
            bag.Add(ScriptCodes.UnknownVersion, $"the version {version} of the task is not kept; bring the data folder back as it was, or let its conversations go", keeper.PathOf(version));
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Fail(error.Message);
        }

        WorldModule? Fail(string why)
        {
            bag.Add(ScriptCodes.UnusableVersion, $"the kept version {version} of the task can't be loaded: {why}; bring the file back from a copy, or let its conversations go", keeper.PathOf(version));
            return null;
        }
    }

    private async Task<WorldModule?> RestoreAsync(VersionArchive archive, string version, DiagnosticBag bag, CancellationToken cancellationToken)
    {
        var kept = archive.Version;
        if (kept.Version != version) throw new InvalidDataException($"it holds the version {kept.Version}");
        var file = archive.Sources(SourceRole.Config).Single();
        if (ConfigReader.Read(file.Path, file.Bytes, bag) is not { } read) return null;

        // What worlds see stays as it was; all else is as the command line has it now.
        var config = adjust(read) with { Opt = kept.Opt, Debug = kept.Debug };
        var references = keeper.References(kept);
        var packages = keeper.Packages(kept);
        if ((archive.Compiled(stamp) ?? await CompileAsync(archive, config, references, packages, bag, cancellationToken)) is not { } task) return null;
        var loadable = task with { References = [.. references.Select(reference => new FileStamp(reference.Path, reference.Hash))], Packages = packages };
        return TaskBinder.Bind(loadable, config, version, bag) is { } bound ? await VersionStarter.RestoreAsync(bound, version, kept.Module, models, bag) : null;
    }

    private async Task<CompiledTask?> CompileAsync(
        VersionArchive archive, TaskConfig config, IReadOnlyList<SourceFile> references, IReadOnlyList<RestoredPackage> packages, DiagnosticBag bag, CancellationToken cancellationToken)
    {
        var kept = archive.Version;
        var others = references.Zip(kept.References, (copy, reference) => copy with { Path = reference.Path }).Concat(archive.Sources(SourceRole.Loaded));
        var snapshot = TaskSnapshot.Restore(kept.Folder, archive.Sources(SourceRole.Config).Single(), archive.Sources(SourceRole.Script), others.DistinctBy(file => file.Path));
        var outcome = await TaskBuilder.NewCompiler(optimize).CompileAsync(snapshot, config, (_, _, _) => Task.FromResult<IReadOnlyList<RestoredPackage>?>(packages), cancellationToken);
        bag.AddRange(outcome.Diagnostics);
        if (outcome.Task is not null) keeper.Renew(archive, outcome.Task);
        return outcome.Task;
    }
}
