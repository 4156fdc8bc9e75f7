using System.Diagnostics;
using System.Globalization;
using ScriptChat.Scripting.Traces;

namespace ScriptChat.Host.Output;

/// <summary>A trace of the runtime's own for where nobody may be quoted: types, numbers and frames, never a message.</summary>
internal static class SilentTrace
{
    private const string OfSqlite = "SQLite error ";

    /// <summary>What was thrown and what that came from, each with its frames.</summary>
    /// <param name="error">What was thrown.</param>
    public static string Of(Exception error) => string.Join(
        Environment.NewLine + "caused by ",
        ScriptTrace.Chain(error).Select(one => $"{one.GetType().FullName}{Number(one)}{Environment.NewLine}{new StackTrace(one, fNeedFileInfo: true)}".TrimEnd()));

    // Enough to tell a full disk from one that may not be written. The journal gives SQLite's number at the beginning of its message.
    private static string Number(Exception error)
    {
        if (error is not IOException) return "";
        var start = error.Message.Split(':')[0];
        return start.StartsWith(OfSqlite, StringComparison.Ordinal) && int.TryParse(start[OfSqlite.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? $" ({OfSqlite}{number})"
            : $" (system error {error.HResult})";
    }
}
