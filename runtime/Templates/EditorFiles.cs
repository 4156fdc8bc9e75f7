using System.Reflection;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;
using ScriptChat.Worlds.Editor;
using ScriptChat.Worlds.Library;

namespace ScriptChat.Templates;

/// <summary>Writes what an editor needs for a task: its settings, which are the author's from then on, and a folder of its own with what
/// scripts program against, which belongs to this machine and to no repository.</summary>
public static class EditorFiles
{
    /// <summary>The folder for what this machine's editor reads. It ignores itself.</summary>
    public const string Folder = ".scriptchat";

    // What the runtime gives to scripts, in the order in which an author would look for it. A test holds it against the compiler's.
    private static readonly string[] Usings =
    [
        "System", "System.IO", "System.Collections.Generic", "System.Diagnostics", "System.Linq", "System.Text", "System.Text.Json",
        "System.Text.Json.Nodes", "System.Threading", "System.Threading.Tasks", "ScriptChat.Worlds", "ScriptChat.Worlds.Library",
    ];

    private static readonly Assembly[] Assemblies = [typeof(World).Assembly, typeof(SimpleOverworld).Assembly, typeof(Globals).Assembly];

    /// <summary>Writes those that are not there, and the machine's own anew.</summary>
    /// <param name="folder">The folder of a task.</param>
    /// <param name="bag">Where to say why not.</param>
    /// <returns>The files, relative to the folder; null after saying why not.</returns>
    public static WrittenFiles? Write(string folder, DiagnosticBag bag)
    {
        ArgumentNullException.ThrowIfNull(bag);
        if (File.Exists(Path.Combine(folder, "config.toml"))) return Guard(folder, bag, () => WriteAll(folder));
        bag.Add(TemplateCodes.NoTask, "there is no config.toml here, so this is no task's folder; name one, or make one without --editor-files", folder);
        return null;
    }

    /// <summary>Turns what the disk refuses into a message.</summary>
    internal static WrittenFiles? Guard(string folder, DiagnosticBag bag, Func<WrittenFiles> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            bag.Add(TemplateCodes.NotWritten, $"the files can't be written: {error.Message.TrimEnd('.')}; see that the folder may be written and the disk has room", folder);
            return null;
        }
    }

    internal static WrittenFiles WriteAll(string folder)
    {
        var (written, kept) = TaskTemplate.Write("editor", folder, "", overwrites: false);
        var own = Path.Combine(folder, Folder);
        Directory.CreateDirectory(own);
        File.WriteAllText(Path.Combine(own, ".gitignore"), "# This machine's own: 'runtime new FOLDER --editor-files' writes it anew.\n*\n");
        foreach (var assembly in Assemblies)
        {
            File.Copy(assembly.Location, Path.Combine(own, Path.GetFileName(assembly.Location)), overwrite: true);
            var docs = Path.ChangeExtension(assembly.Location, ".xml");
            if (File.Exists(docs)) File.Copy(docs, Path.Combine(own, Path.GetFileName(docs)), overwrite: true);
        }

        // The editor takes these paths from the folder that it has opened.
        string[] lines =
        [
            "# What the editor takes for granted in every script, as the runtime does.",
            .. Assemblies.Select(assembly => $"-r:{Folder}/{Path.GetFileName(assembly.Location)}"),
            .. Usings.Append(typeof(Globals).FullName).Select(name => $"-u:{name}"),
        ];
        File.WriteAllLines(Path.Combine(own, "editor.rsp"), lines);
        return new WrittenFiles([.. written, Folder + "/"], kept);
    }
}
