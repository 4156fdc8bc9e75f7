using System.CommandLine.Parsing;
using ScriptChat.Diagnostics;
using ScriptChat.Tasks;

namespace ScriptChat.Host.Commands;

/// <summary>Reads the log's level of the command line.</summary>
internal static class Levels
{
    private static readonly Dictionary<string, Severity> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["info"] = Severity.Info,
        ["warning"] = Severity.Warning,
        ["error"] = Severity.Error,
    };

    /// <summary>The level; null after saying which there are.</summary>
    /// <param name="result">The option's value.</param>
    public static Severity? Read(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (Known.TryGetValue(text, out var level)) return level;
        // 'warn' is further from 'warning' than a slip would be.
        var nearest = Known.Keys.FirstOrDefault(name => text.Length > 1 && name.StartsWith(text, StringComparison.OrdinalIgnoreCase)) ?? NameSuggester.Nearest(text, Known.Keys);
        result.AddError($"--log-level takes info, warning or error, not '{text}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}");
        return null;
    }
}
