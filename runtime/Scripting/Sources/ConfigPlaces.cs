namespace ScriptChat.Scripting.Sources;

/// <summary>Finds where a value stands in the configuration, for messages about it.</summary>
internal static class ConfigPlaces
{
    /// <summary>The line and column of a quoted value, both 0 when it can't be found.</summary>
    /// <param name="path">The configuration.</param>
    /// <param name="value">The value.</param>
    /// <param name="key">The key before it; null for any.</param>
    /// <param name="table">The table in which it stands; null for any.</param>
    public static (int Line, int Column) Of(string path, string value, string? key = null, string? table = null)
    {
        if (!File.Exists(path)) return (0, 0);
        var within = table is null;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = line.TrimStart();
            if (text.StartsWith('[')) within = table is null || IsTable(text, table);
            if (!within || text.StartsWith('#')) continue;
            if (key is not null && text.Split('=')[0].Trim(' ', '\t', '"', '\'') != key) continue;
            foreach (var quote in "\"'")
            {
                var at = line.IndexOf($"{quote}{value}{quote}", StringComparison.Ordinal);
                if (at >= 0) return (number, at + 1);
            }
        }

        return key is null && table is null ? (0, 0) : Of(path, value);
    }

    private static bool IsTable(string text, string table)
    {
        var end = text.IndexOf(']', StringComparison.Ordinal);
        return end > 0 && text[1..end].Replace("\"", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) == table;
    }
}
