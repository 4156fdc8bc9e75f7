using ScriptChat.Engine.Options;
using ScriptChat.Scripting;

namespace ScriptChat.Host.Output;

/// <summary>What happened at a save, with all that came of it.</summary>
/// <param name="Report">What happened to the code.</param>
/// <param name="IsFirst">Whether nothing was live before.</param>
/// <param name="Follows">Whether live conversations follow it where they can; else they finish on the version that they have.</param>
/// <param name="Followed">What became of them; null when that is not known, or not yet.</param>
internal sealed record Save(CatalogReport Report, bool IsFirst, bool Follows, FollowedReload? Followed)
{
    /// <summary>In words, of a save that is live: what it applies to.</summary>
    public string AppliesTo
    {
        get
        {
            if (!Follows) return "new conversations use it, running ones finish on theirs";
            if (Followed is not { } round) return "conversations follow it where they can";
            var followed = round.Followed switch { 0 => "no conversation was there to follow", 1 => "1 conversation followed", var count => $"{count} conversations followed" };
            if (round.Stayed.Count == 0) return followed;
            var reasons = round.Stayed.GroupBy(why => why, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ToList();
            var shown = reasons.Take(3).Select(group => group.Count() == 1 ? group.Key : $"{group.Key} ({group.Count()} times)");
            return $"{(round.Followed == 0 ? "no conversation followed" : followed)}, {round.Stayed.Count} {(round.Stayed.Count == 1 ? "stays" : "stay")} on the old version: {string.Join("; ", shown)}{(reasons.Count > 3 ? "; ..." : "")}; new ones use it";
        }
    }
}
