using System.Text.RegularExpressions;

namespace ScriptChat.Dialogues.Reading;

/// <summary>The forms of names and of words that can't be names.</summary>
internal static partial class Reserved
{
    /// <summary>Everybody who is here, as a subject.</summary>
    public static bool MeansAll(string word) => word is "all" or "both" or "everybody" or "everyone" or "All" or "Both" or "Everybody" or "Everyone";

    /// <summary>Whether a word can be a person's name.</summary>
    public static bool IsName(string word) => Name().IsMatch(word) && !MeansAll(word) && word is not ("the" or "The" or "password" or "seed" or "clock");

    [GeneratedRegex(@"\A\p{L}[\p{L}\p{M}\p{N}_'’-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
