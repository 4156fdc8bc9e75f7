using ScriptChat.Diagnostics;

namespace ScriptChat.Templates;

/// <summary>Makes a task's folder for somebody to start from.</summary>
public static class NewTask
{
    /// <summary>The template that is taken where none is named.</summary>
    public const string DefaultTemplate = "echo";

    private const int LongestName = 64;

    /// <summary>What there is to begin with.</summary>
    public static IReadOnlyList<string> Templates { get; } = [DefaultTemplate, "menu", "pair", "bot", "survey"];

    /// <summary>Writes a task with its editor files. Nothing that is there is touched.</summary>
    /// <param name="folder">The folder, which must be empty or not be there. Its last part is the task's name.</param>
    /// <param name="template">One of <see cref="Templates"/>.</param>
    /// <param name="bag">Where to say why not.</param>
    /// <returns>The files, relative to the folder; null after saying why not.</returns>
    public static WrittenFiles? Create(string folder, string template, DiagnosticBag bag)
    {
        ArgumentNullException.ThrowIfNull(bag);
        if (!Templates.Contains(template)) throw new ArgumentException($"There is no template '{template}'.", nameof(template));
        var path = folder.Length == 0 ? "" : Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var name = Path.GetFileName(path);
        if (!IsName(name))
        {
            bag.Add(TemplateCodes.BadName, $"a task can't be called '{name}'; begin with a letter; letters, digits, - and _ may follow, 64 at most");
            return null;
        }

        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            bag.Add(TemplateCodes.NotEmpty, $"there is something here already, and it is left as it is; take another name, or {(File.Exists(path) ? "move the file away" : "empty the folder")}", folder);
            return null;
        }

        return EditorFiles.Guard(folder, bag, () =>
        {
            var (written, _) = TaskTemplate.Write(template, path, name, overwrites: false);
            return new WrittenFiles([.. written, .. EditorFiles.WriteAll(path).Written], []);
        });
    }

    // It becomes a folder's name and part of an address.
    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && char.IsAsciiLetter(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');
}
