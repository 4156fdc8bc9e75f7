using System.CommandLine.Parsing;
using System.Globalization;

namespace ScriptChat.Host.Commands;

/// <summary>Reads numbers of the command line: whatever is wrong with one is said in the same words.</summary>
internal static class Numbers
{
    /// <summary>A whole number.</summary>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most that is taken.</param>
    /// <param name="otherwise">What to say otherwise.</param>
    public static Func<ArgumentResult, int> Whole(int least, int most, string otherwise) => result =>
    {
        if (int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        result.AddError(otherwise);
        return least;
    };

    /// <summary>Any number.</summary>
    /// <param name="least">The least that is taken.</param>
    /// <param name="most">The most that is taken.</param>
    /// <param name="otherwise">What to say otherwise.</param>
    public static Func<ArgumentResult, double> Any(double least, double most, string otherwise) => result =>
    {
        if (double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        result.AddError(otherwise);
        return least;
    };

    private static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
}
