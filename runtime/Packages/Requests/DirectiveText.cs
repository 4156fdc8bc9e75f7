using System.Text.RegularExpressions;

namespace ScriptChat.Packages.Requests;

/// <summary>The two ways in which scripts name packages.</summary>
public static partial class DirectiveText
{
    private const string Prefix = "nuget:";

    /// <summary>Whether the text of a <c>#r</c> or <c>#load</c> is about a package.</summary>
    /// <param name="text">What stands between the quotes.</param>
    public static bool IsPackage(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.TrimStart().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads what stands in <c>#r "nuget: Package, Version"</c>.</summary>
    /// <param name="text">What stands between the quotes.</param>
    /// <returns>Name and version, which is empty when there is none; null when no package's name stands there.</returns>
    public static (string Id, string Version)? ReadReference(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text.Trim()[Prefix.Length..], ',');
    }

    /// <summary>Reads what stands after <c>#:package</c>: <c>Package@Version</c>.</summary>
    /// <param name="text">What stands there.</param>
    /// <returns>Name and version, which is empty when there is none; null when no package's name stands there.</returns>
    public static (string Id, string Version)? ReadProperty(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, '@');
    }

    private static (string Id, string Version)? Read(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        var id = (at < 0 ? text : text[..at]).Trim();
        return Name().IsMatch(id) ? (id, at < 0 ? "" : text[(at + 1)..].Trim()) : null;
    }

    [GeneratedRegex(@"^\w+(?:[.-]\w+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
