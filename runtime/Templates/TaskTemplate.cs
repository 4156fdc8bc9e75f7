using System.Text;

namespace ScriptChat.Templates;

/// <summary>A set of files that a task can begin with. They lie in this assembly as they lie in <c>Files/</c>.</summary>
internal static class TaskTemplate
{
    /// <summary>What stands for the task's name in a template.</summary>
    private const string NameMark = "$name$";

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the files of a template.</summary>
    /// <param name="template">Its name.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="name">The task's name.</param>
    /// <param name="overwrites">Whether files that are there already are written anew.</param>
    /// <returns>The files that were written, and those that were there, relative to the folder.</returns>
    public static (List<string> Written, List<string> Kept) Write(string template, string folder, string name, bool overwrites)
    {
        var (written, kept) = (new List<string>(), new List<string>());
        foreach (var (file, text) in Read(template))
        {
            var path = Path.Combine(folder, file);
            if (!overwrites && File.Exists(path))
            {
                kept.Add(file);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text.Replace(NameMark, name, StringComparison.Ordinal), Encoding);
            written.Add(file);
        }

        return (written, kept);
    }

    private static IEnumerable<(string File, string Text)> Read(string template)
    {
        var assembly = typeof(TaskTemplate).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!resource.StartsWith(template + "/", StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding);
            yield return (resource[(template.Length + 1)..], reader.ReadToEnd());
        }
    }
}
