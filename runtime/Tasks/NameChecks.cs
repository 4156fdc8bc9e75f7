using ScriptChat.Diagnostics;

namespace ScriptChat.Tasks;

/// <summary>Checks what names of one part of the file say about other parts, and about files.</summary>
internal static class NameChecks
{
    private const string Exit = "exit";

    public static void Check(
        string path, SectionReader top, OrderedDictionary<string, TaskEntry> tasks, IReadOnlyDictionary<string, ConfigPlace> places, DiagnosticBag bag)
    {
        CheckTaskName(path, top, bag);
        CheckWorldModule(path, top, bag);
        CheckNames(path, tasks, places, bag);
        CheckBackups(path, tasks, places, bag);
    }

    private static void CheckTaskName(string path, SectionReader top, DiagnosticBag bag)
    {
        if (top["task_name"] is not { } value || top.Text("task_name") is not { } name) return;
        // It names the folder that the task's data are kept in.
        if (name.IndexOfAny(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) < 0 && !name.Any(char.IsControl) && name.Trim('.', ' ').Length > 0) return;
        bag.Add(ConfigCodes.BadTaskName, "the task_name can't be a folder's name; use letters, digits, '_' and '-'", path, value.Line, value.Column);
    }

    private static void CheckWorldModule(string path, SectionReader top, DiagnosticBag bag)
    {
        if (top["world_module"] is not { } value || top.Text("world_module") is not { } module) return;
        var folder = Path.GetDirectoryName(path)!;
        var full = Path.GetFullPath(Path.Combine(folder, module));
        var inside = full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (inside && File.Exists(full)) return;
        var scripts = Directory.EnumerateFiles(folder, "*.csx").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
        var known = scripts.Count == 0 ? "the folder has no .csx file yet" : $"the folder has {string.Join(", ", scripts)}";
        var remedy = inside ? NameSuggester.DidYouMean(module, scripts, known) : "name a file in the task's folder";
        bag.Add(ConfigCodes.NoWorldModule, $"there is no world_module '{module}'; {remedy}", path, value.Line, value.Column);
    }

    private static void CheckNames(
        string path, OrderedDictionary<string, TaskEntry> tasks, IReadOnlyDictionary<string, ConfigPlace> places, DiagnosticBag bag)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in tasks.Keys)
        {
            var place = places[$"tasks.{name}"];
            var canonical = WorldModule.CanonicalName(name);
            if (canonical.Trim().Length == 0)
                bag.Add(ConfigCodes.BadTaskName, "a task needs a name; write [tasks.NAME]", path, place.Line, place.Column);
            else if (canonical == Exit)
                bag.Add(ConfigCodes.BadTaskName, $"no task can be called '{name}': an overworld that returns EXIT leaves the service; choose another name", path, place.Line, place.Column);
            else if (seen.TryGetValue(canonical, out var first))
                bag.Add(ConfigCodes.BadTaskName, $"'{name}' and '{first}' at ({places[$"tasks.{first}"].Line},{places[$"tasks.{first}"].Column}) are the same name, as case and underscores do not count; rename one", path, place.Line, place.Column);
            else
                seen.Add(canonical, name);
        }
    }

    private static void CheckBackups(
        string path, OrderedDictionary<string, TaskEntry> tasks, IReadOnlyDictionary<string, ConfigPlace> places, DiagnosticBag bag)
    {
        var inCycle = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, task) in tasks)
        {
            if (task.BackupTask is not { } backup) continue;
            var place = places[$"tasks.{name}.backup_task"];
            void Say(string message) => bag.Add(ConfigCodes.BadBackupTask, message, path, place.Line, place.Column);
            if (!tasks.ContainsKey(backup))
                Say($"backup_task '{backup}' is no task; {NameSuggester.DidYouMean(backup, tasks.Keys.Where(other => other != name), $"there are {string.Join(", ", tasks.Keys)}")}");
            else if (backup == name)
                Say($"backup_task of '{name}' is the task itself; name another, or take the key out: people then go to the overworld");
            else if (!inCycle.Contains(name) && Cycle(name, tasks) is { } cycle)
            {
                inCycle.UnionWith(cycle);
                Say($"backup_task leads round in a circle: {string.Join(" -> ", cycle.Append(name))}; take the key out of one of them");
            }
        }
    }

    private static List<string>? Cycle(string start, OrderedDictionary<string, TaskEntry> tasks)
    {
        List<string> way = [start];
        for (var next = tasks[start].BackupTask; next is not null && tasks.TryGetValue(next, out var task); next = task.BackupTask)
        {
            if (next == start) return way;
            if (way.Contains(next)) return null;
            way.Add(next);
        }

        return null;
    }
}
