using ScriptChat.Dialogues.Format;
using ScriptChat.Tasks;

namespace ScriptChat.Dialogues.Tests.Crashes;

/// <summary>A dialogue's play without any crash, to hold the others against.</summary>
internal sealed class WholePlay
{
    private readonly CrashPlay whole;
    private readonly HashSet<int> chance;

    private readonly bool isInTime;

    private WholePlay(CrashPlay play, HashSet<int> byChance, bool inTime) => (whole, chance, isInTime) = (play, byChance, inTime);

    public int Records => whole.Records;

    /// <summary>Plays it without a crash.</summary>
    /// <param name="dialogue">What to play.</param>
    /// <param name="module">Against what.</param>
    /// <param name="seeds">With how many other seeds to find out what chance decides.</param>
    /// <param name="inTime">Whether a crash changes nothing of when things happen.</param>
    public static async Task<WholePlay> OfAsync(Dialogue dialogue, WorldModule module, int seeds, bool inTime)
    {
        var play = await CrashPlay.OfAsync(dialogue, module);
        Assert.That(play.Broken, Is.Empty);
        HashSet<int> byChance = [];
        for (var seed = 1; seed <= seeds; seed++)
        {
            var other = await CrashPlay.OfAsync(With(dialogue, dialogue.Seed + (100 * seed)), module);
            Assert.That(other.Transcript, Has.Count.EqualTo(play.Transcript.Count), "chance decides how much is said: there is nothing to hold a crash against");
            byChance.UnionWith(Enumerable.Range(0, play.Transcript.Count).Where(line => play.Transcript[line] != other.Transcript[line]));
        }

        return new WholePlay(play, byChance, inTime);
    }

    /// <summary>What a crash made different; null for nothing.</summary>
    /// <param name="crashed">The play with a crash.</param>
    public string? Against(CrashPlay crashed)
    {
        var log = crashed.Log.Except(whole.Log).FirstOrDefault();
        if (!isInTime) return FirstOf(crashed.Broken) ?? log;
        // A conversation that begins after the crash has another id, so its chance is another; all else is the same.
        for (var line = 0; line < Math.Max(whole.Transcript.Count, crashed.Transcript.Count); line++)
        {
            var (then, now) = (whole.Transcript.ElementAtOrDefault(line), crashed.Transcript.ElementAtOrDefault(line));
            if (then != now && !(chance.Contains(line) && SpeakerOf(then) == SpeakerOf(now))) return $"'{now}' in the place of '{then}'";
        }

        return FirstOf(crashed.Broken) ?? log ?? (chance.Count == 0 ? FirstOf(crashed.Differences) : null);
    }

    private static string? FirstOf(IReadOnlyList<string> lines) => lines.Count == 0 ? null : lines[0];

    private static string? SpeakerOf(string? line) => line?[..(line.IndexOf(": ", StringComparison.Ordinal) + 1)];

    private static Dialogue With(Dialogue dialogue, int seed) => new()
    {
        Path = dialogue.Path,
        Source = dialogue.Source,
        Steps = dialogue.Steps,
        People = dialogue.People,
        Password = dialogue.Password,
        Seed = seed,
        Clock = dialogue.Clock,
    };
}
