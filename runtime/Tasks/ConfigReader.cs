using System.Text;
using ScriptChat.Diagnostics;
using ScriptChat.Tasks.Toml;

namespace ScriptChat.Tasks;

/// <summary>Reads a task's <c>config.toml</c> and says everything that is wrong with it at once.</summary>
public static class ConfigReader
{
    /// <summary>The file's name in a task's folder.</summary>
    public const string FileName = "config.toml";

    /// <summary>Reads and checks the configuration. Whether the worlds that it names exist is for the scripts' compiler to check.</summary>
    /// <param name="folder">The task's folder.</param>
    /// <param name="bag">Where to say what is wrong: each error with path, line and column.</param>
    /// <returns>The configuration, or null when there is at least one error in it.</returns>
    public static TaskConfig? Read(string folder, DiagnosticBag bag)
    {
        var path = Path.Combine(Path.GetFullPath(folder), FileName);
        return ReadBytes(path, bag) is { } content ? Read(path, content, bag) : null;
    }

    /// <summary>Checks a configuration that has been read already.</summary>
    /// <param name="path">The full path of the file, for messages; it need not be there any more.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="bag">Where to say what is wrong: each error with path, line and column.</param>
    /// <returns>The configuration, or null when there is at least one error in it.</returns>
    public static TaskConfig? Read(string path, byte[] content, DiagnosticBag bag)
    {
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF');
            return Parse(path, text, bag);
        }
        catch (DecoderFallbackException)
        {
            bag.Add(ConfigCodes.Syntax, "the file is not UTF-8; save it as UTF-8", path);
            return null;
        }
    }

    private static TaskConfig? Parse(string path, string text, DiagnosticBag bag)
    {
        var own = new DiagnosticBag();
        var toml = TomlText.Parse(text, (line, column, message) => own.Add(ConfigCodes.Syntax, SyntaxMessage.Say(message), path, line, column));
        TaskConfig? config = null;
        if (!toml.GaveUp)
        {
            var root = new TreeBuilder(toml, (line, column, key, firstLine, firstColumn) => own.Add(ConfigCodes.DuplicateKey,
                $"'{key}' stands twice, first at ({firstLine},{firstColumn}); keep one of the two", path, line, column)).Build();
            config = new ConfigBuilder(path, root, own).Build();
        }

        bag.AddRange(own.OrderBy(item => item.Line).ThenBy(item => item.Column));
        return own.HasErrors ? null : config;
    }

    private static byte[]? ReadBytes(string path, DiagnosticBag bag)
    {
        var folder = Path.GetDirectoryName(path)!;
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (DirectoryNotFoundException)
        {
            bag.Add(ConfigCodes.NotFound, "there is no such folder; name a task's folder, one that holds a config.toml", folder);
        }
        catch (FileNotFoundException)
        {
            bag.Add(ConfigCodes.NotFound, $"there is no {FileName} in this folder; write one, or name a folder that has one{Others(folder)}", folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            bag.Add(ConfigCodes.NotFound, $"the file can't be read: {error.Message}", path);
        }

        return null;
    }

    // 'runtime --task tasks' is a likely slip.
    private static string Others(string folder)
    {
        var inside = Directory.EnumerateDirectories(folder)
            .Where(child => File.Exists(Path.Combine(child, FileName)))
            .Select(child => Path.GetFileName(child)).Order(StringComparer.Ordinal).Take(5).ToList();
        return inside.Count == 0 ? "" : $", such as {string.Join(", ", inside.Select(name => Path.Combine(Path.GetFileName(folder), name)))}";
    }
}
