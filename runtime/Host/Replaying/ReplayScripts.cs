using System.IO.Compression;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Replaying;
using ScriptChat.Host.Output;
using ScriptChat.Scripting;
using ScriptChat.Tasks;
using Spectre.Console;

namespace ScriptChat.Host.Replaying;

/// <summary>The scripts that conversations are replayed on: versions that were kept, and edited ones.</summary>
internal sealed class ReplayScripts : IAsyncDisposable
{
    private readonly string versions;
    private readonly ModelLoader loader;
    private readonly Terminal terminal;
    private readonly TaskCatalog kept;
    private readonly List<TaskCatalog> edited = [];
    private readonly List<string> copies = [];

    public ReplayScripts(string? task, string data, ModelLoader loader, Terminal terminal)
    {
        this.loader = loader;
        this.terminal = terminal;
        versions = Path.Combine(data, "versions");
        kept = new TaskCatalog(task ?? data, Options(versions));
        kept.Reported += report => Say(report.Diagnostics, null);
        Log = new ConsoleLog(terminal, Severity.Warning, debug: false, authoring: true, TimeProvider.System);
    }

    public IWorldCatalog Catalog => kept;

    public IEventLog Log { get; }

    /// <summary>A version that was kept.</summary>
    public ValueTask<WorldModule?> FindAsync(string version, CancellationToken cancellationToken) => kept.FindAsync(version, cancellationToken);

    /// <summary>An edited script: a task's folder, or a file in place of the one of its name in a kept version.</summary>
    /// <exception cref="ReplayException">It can't be used.</exception>
    public Task<WorldModule> LoadAsync(string path, string version, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path)) return StartAsync(path, null, cancellationToken);
        if (File.Exists(path)) return StartAsync(Copy(path, version), path, cancellationToken);
        throw new ReplayException(RecordCodes.BadScript, $"there is neither a folder nor a file {path}; name a task's folder, or a script file of the same name as one of the task's");
    }

    public async ValueTask DisposeAsync()
    {
        await kept.DisposeAsync();
        foreach (var catalog in edited) await catalog.DisposeAsync();
        foreach (var copy in copies) Directory.Delete(copy, recursive: true);
    }

    private CatalogOptions Options(string? versions) => new() { Models = loader, Watch = false, VersionsFolder = versions };

    private async Task<WorldModule> StartAsync(string folder, string? file, CancellationToken cancellationToken)
    {
        var catalog = new TaskCatalog(folder, Options(null));
        edited.Add(catalog);
        var report = await catalog.StartAsync(cancellationToken);
        Say(report.Diagnostics.Where(item => item.Severity == Severity.Error), file is null ? null : (folder, file));
        return catalog.Current ?? throw new ReplayException(RecordCodes.BadScript, $"the script {file ?? folder} has errors; mend what is named above");
    }

    private string Copy(string file, string version)
    {
        var archive = Path.Combine(versions, version + ".zip");
        if (version.Length == 0 || !File.Exists(archive))
            throw new ReplayException(RecordCodes.NoVersion, $"the version {version} of the scripts, in which {file} is to stand, is not kept any more; name a whole task's folder with --script");
        var copy = Directory.CreateTempSubdirectory("scriptchat-replay-").FullName;
        copies.Add(copy);
        var found = false;
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("sources/", StringComparison.Ordinal)))
            {
                var target = Path.GetFullPath(Path.Combine(copy, entry.FullName["sources/".Length..]));
                if (!target.StartsWith(copy + Path.DirectorySeparatorChar, StringComparison.Ordinal)) continue;
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                var isIt = string.Equals(Path.GetFileName(target), Path.GetFileName(file), StringComparison.Ordinal);
                if (isIt) File.Copy(file, target);
                else entry.ExtractToFile(target);
                found |= isIt;
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ReplayException(RecordCodes.BadScript, $"the kept version {archive} can't be copied ({error.Message}); name a whole task's folder with --script");
        }

        return found ? copy : throw new ReplayException(RecordCodes.BadScript, $"the task has no script called {Path.GetFileName(file)}; name one of the same name, or a whole task's folder");
    }

    private void Say(IEnumerable<Diagnostic> diagnostics, (string Folder, string File)? copy)
    {
        foreach (var item in diagnostics)
        {
            // The author knows the file that they named, and not its copy.
            var shown = copy is { } made && item.Path is { } path && path.StartsWith(made.Folder, StringComparison.Ordinal)
                ? item with { Path = Path.GetFileName(path) == Path.GetFileName(made.File) ? made.File : Path.GetRelativePath(made.Folder, path) }
                : item;
            terminal.Error($"[red]{Markup.Escape(DiagnosticFormats.Relative(shown).ToString())}[/]");
        }
    }
}
