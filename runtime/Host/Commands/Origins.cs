using System.CommandLine.Parsing;

namespace ScriptChat.Host.Commands;

/// <summary>Reads origins of the command line: what no page could ever have as its origin is refused, or it would allow nobody without a word.</summary>
internal static class Origins
{
    /// <summary>Says which of an option's values are no origins.</summary>
    /// <param name="result">The option with its values.</param>
    public static void Check(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => !IsOrigin(token.Value)))
            result.AddError($"--allow-origin takes an origin, scheme://host[:port] with http or https and without a path, such as https://chat.example.org, not '{token.Value}'.");
    }

    // A slash at its end is taken for what it is.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.PathAndQuery == "/" && uri.Fragment.Length == 0
        && !text.Contains('?', StringComparison.Ordinal) && !text.Contains('#', StringComparison.Ordinal) && text == text.Trim();
}
