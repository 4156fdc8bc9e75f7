namespace ScriptChat.House.Tests.Sources;

/// <summary>Which folder (that is, namespace) of a project uses which: by <c>using</c> lines, by qualified names, and by names
/// of the folders around it, which need neither.</summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, SortedDictionary<string, string>> uses = [];

    public FolderGraph(Project project)
    {
        SourceFile[] files = [.. project.Sources.Select(path => new SourceFile(path))];
        var declared = files.Where(file => file.Namespace.Length > 0).GroupBy(file => file.Namespace)
            .ToDictionary(group => group.Key, group => group.SelectMany(file => file.Types).ToHashSet());
        foreach (var file in files.Where(file => file.Namespace.Length > 0))
        {
            foreach (var used in file.Usings)
            {
                // 'using static' and an alias name a type.
                var folder = declared.ContainsKey(used) ? used : used[..Math.Max(used.LastIndexOf('.'), 0)];
                if (declared.ContainsKey(folder)) Add(file, folder, "using");
            }

            string[] around = [.. Around(file.Namespace).Where(declared.ContainsKey)];
            foreach (var name in file.Names)
            {
                if (around.FirstOrDefault(folder => declared[folder].Contains(name)) is { } folder) Add(file, folder, name);
            }

            foreach (var name in file.DottedNames)
            {
                var hit = declared.Keys.FirstOrDefault(folder => IsQualified(name, folder, project.Namespace, declared[folder]));
                if (hit is not null) Add(file, hit, name);
            }
        }
    }

    /// <summary>The shortest cycle, told folder by folder with a file for each step; null when there is none.</summary>
    public string? Cycle() => uses.Keys
        .Select(start => WayBack(start))
        .OfType<List<string>>()
        .OrderBy(way => way.Count)
        .Select(way => string.Join("\n", way.Zip(way.Skip(1), (from, to) => $"{from} -> {to}: {uses[from][to]}")))
        .FirstOrDefault();

    private static IEnumerable<string> Around(string folder)
    {
        for (var at = folder; at.Length > 0; at = at[..Math.Max(at.LastIndexOf('.'), 0)]) yield return at;
    }

    private static bool IsQualified(string name, string folder, string root, HashSet<string> types) =>
        Around(folder).Where(at => at.StartsWith(root + ".", StringComparison.Ordinal)).Append(folder)
            .Select(at => at == folder ? at[(at.LastIndexOf('.') + 1)..] : folder[(at.LastIndexOf('.') + 1)..])
            .Append(folder)
            .Any(prefix => name.StartsWith(prefix + ".", StringComparison.Ordinal) && types.Contains(name[(prefix.Length + 1)..].Split('.')[0]));

    private void Add(SourceFile file, string folder, string name)
    {
        if (folder == file.Namespace) return;
        if (!uses.TryGetValue(file.Namespace, out var targets)) uses[file.Namespace] = targets = new SortedDictionary<string, string>(StringComparer.Ordinal);
        targets.TryAdd(folder, $"{name} in {file.Path}");
    }

    private List<string>? WayBack(string start)
    {
        var before = new Dictionary<string, string>();
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var at))
        {
            foreach (var next in uses.GetValueOrDefault(at)?.Keys ?? Enumerable.Empty<string>())
            {
                if (!before.TryAdd(next, at)) continue;
                if (next == start) return Trace(start, before);
                open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<string> Trace(string start, Dictionary<string, string> before)
    {
        List<string> way = [start];
        for (var at = before[start]; at != start; at = before[at]) way.Insert(0, at);
        way.Insert(0, start);
        return way;
    }
}
