using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ScriptChat.Compiler.Compiled;
using ScriptChat.Compiler.Sources;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Building;

/// <summary>What a version is called: hashes of what its conversations can see of it. Neither the runtime nor the place of the
/// data folder counts.</summary>
internal static class VersionName
{
    /// <summary>The part that is known before any of its code has run: the task's files, what they load and refer to, and the
    /// configuration as worlds get it, which the command line may have changed.</summary>
    public static string OfContent(TaskSnapshot snapshot, CompiledTask task, TaskConfig config)
    {
        var others = task.References.Concat(task.Loaded).Select(stamp => $"{Path.GetRelativePath(snapshot.Folder, stamp.Path)}={stamp.Hash}");
        others = others.Concat(task.Packages.Select(package => $"nuget:{package.Id}/{package.Version}={package.ContentHash}"));
        return snapshot.Hash(others.Append($"opt={config.Opt.ToJsonString()}"));
    }

    /// <summary>The whole name. What module_initialize gave counts too: it may find something else at the next start, while the
    /// conversations of the version go on with what they had.</summary>
    public static string Of(string content, JsonObject? value)
    {
        if (value is null) return content;
        return $"{content}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value.ToJsonString())))[..16]}";
    }

    /// <summary>Whether a text could be the name of a version.</summary>
    public static bool Is(string text) => text.Split('-') switch
    {
        [var content] => IsHash(content, 32),
        [var content, var value] => IsHash(content, 32) && IsHash(value, 16),
        _ => false,
    };

    private static bool IsHash(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigitLower);
}
