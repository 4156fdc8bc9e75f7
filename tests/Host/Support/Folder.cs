namespace ScriptChat.Host.Tests.Support;

/// <summary>A task's folder of a test's own, with room for data beside it.</summary>
internal sealed class Folder : IDisposable
{
    /// <summary>People are led straight to the one task.</summary>
    private const string Menu = """
        public class Menu(WorldContext context) : SimpleOverworld(context, "echo");
        """;

    private readonly string parent = Directory.CreateTempSubdirectory("scriptchat-host-").FullName;

    private Folder()
    {
    }

    public string Path => System.IO.Path.Combine(parent, "task");

    public string Data => System.IO.Path.Combine(parent, "data");

    public string Parent => parent;

    /// <summary>A task with one world, the file <c>echo.csx</c>.</summary>
    public static Folder Of(string echo, string more = "")
    {
        var folder = new Folder();
        folder.Write("config.toml", $"""
            task_name = "test"
            overworld = "Menu"

            [tasks.echo]
            task_world = "echo"
            {more}
            """);
        folder.Write("menu.csx", Menu);
        folder.Write("echo.csx", echo);
        return folder;
    }

    /// <summary>A copy of a task that the repository has.</summary>
    public static Folder Copy(string task)
    {
        var folder = new Folder();
        Directory.CreateDirectory(folder.Path);
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Root(), "tasks", task))) File.Copy(file, folder.At(System.IO.Path.GetFileName(file)));
        return folder;
    }

    /// <summary>A folder that is not there yet.</summary>
    public static Folder Missing() => new();

    /// <summary>A world that says its version before what it hears.</summary>
    public static string Echo(string version) => $$"""
        async Task parley()
        {
            var act = await Agent.ActAsync();
            Agent.Observe($"{{version}}: {act.Text}");
        }

        bool episode_done() => false;

        """;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    /// <summary>Starts the runtime on it, at a free port, with its data beside it.</summary>
    public RuntimeProcess Serve(params IEnumerable<string> more) =>
        RuntimeProcess.Start(parent, ["--task", Path, "--port", "0", "--data", Data, .. more]);

    public void Dispose() => Directory.Delete(parent, recursive: true);

    /// <summary>The repository.</summary>
    public static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "ScriptChat.sln"))) folder = System.IO.Path.GetDirectoryName(folder)!;
        return folder;
    }
}
