namespace ScriptChat.Scripting.Sources;

/// <summary>Guesses what somebody meant.</summary>
internal static class Nearest
{
    /// <summary>"; did you mean ..." for the name that is nearest; otherwise what there is.</summary>
    public static string To(string name, IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        if (all.Length == 0) return "; there is none";
        var (best, distance) = all.Select(other => (other, Distance(name.ToLowerInvariant(), other.ToLowerInvariant()))).MinBy(pair => pair.Item2);
        return distance <= Math.Max(2, name.Length / 2) ? $"; did you mean '{best}'?" : $"; there is: {string.Join(", ", all)}";
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
