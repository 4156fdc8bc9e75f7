using System.Globalization;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.People;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Simulations.Crashing;

/// <summary>Somebody whose client resumes and resends, and what they may expect over any number of crashes: numbers without gaps; each word
/// acknowledged or refused, taken once, in order, or answered otherwise.</summary>
/// <param name="id">Their address.</param>
/// <param name="number">Who they are: an address may be somebody else's later.</param>
/// <param name="keeps">Whether their client can come back.</param>
internal sealed class CrashClient(PersonId id, int number, bool keeps)
{
    private readonly List<Word> unacknowledged = [];
    // Acknowledged, and nobody has said yet what became of them.
    private readonly List<Word> open = [];
    private readonly HashSet<string> refused = [];
    private readonly List<(long Seq, string Text)> seen = [];
    private readonly Dictionary<string, int> heard = [];
    private readonly HashSet<int> own = [];
    private bool recount;
    private int words;

    public PersonId Id => id;

    public bool Keeps => keeps;

    public long Connection { get; private set; }

    public bool IsHere => Connection != 0;

    /// <summary>Whether the client has its token.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The service has ended their journey, or knows nothing of them any more.</summary>
    public bool IsGone { get; private set; }

    public long LastSeq { get; private set; }

    public string? LastText { get; private set; }

    /// <summary>How many words were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Results of side effects that they were shown, by key.</summary>
    public Dictionary<string, string> Results { get; } = [];

    /// <summary>Since when they have had no connection that the service took; null while they have one.</summary>
    public DateTimeOffset? AwaySince { get; private set; }

    public void Drop(DateTimeOffset now)
    {
        Connection = 0;
        AwaySince ??= now;
    }

    public Connected Connect()
    {
        Connection = ConnectionIds.Next();
        return new Connected(Connection, Resume: IsKnown, IsKnown ? LastSeq : null, keeps, Opens: keeps);
    }

    /// <summary>A refreshed page: the token is all that it has.</summary>
    public Connected Refresh()
    {
        (LastSeq, LastText) = (0, null);
        seen.Clear();
        heard.Clear();
        own.Clear();
        Connection = ConnectionIds.Next();
        return new Connected(Connection, Resume: true, null, Keeps: true, Opens: true);
    }

    public Said Say(string text)
    {
        // Who wants to leave the line says so, and nothing else.
        var word = new Word(Connection, keeps ? $"{number}/{++words}" : null, text == "exit" ? text : $"{text}#{number}#{words}");
        if (keeps) unacknowledged.Add(word);
        return new Said(Connection, word.ClientId, word.Text);
    }

    /// <summary>What it says again over a new connection.</summary>
    public IEnumerable<Said> Again() => unacknowledged.Select(word => new Said(Connection, word.ClientId, word.Text));

    public void Take(Delivery delivery)
    {
        if (delivery.Connection != Connection) return;
        switch (delivery)
        {
            case Welcomed:
                IsKnown = true;
                AwaySince = null;
                break;
            case Shown shown:
                Require(shown.Seq == LastSeq + 1, $"got message {shown.Seq} after {LastSeq}");
                LastSeq = shown.Seq;
                See(shown.Seq, shown.Message.Text);
                break;
            case Struck struck:
                seen.RemoveAll(message => message.Seq >= struck.From && message.Seq <= (struck.Upto ?? long.MaxValue));
                recount = true;
                break;
            case Acknowledged acknowledged:
                var word = unacknowledged.Find(one => one.ClientId == acknowledged.ClientId);
                if (word is null) break;
                unacknowledged.Remove(word);
                Acknowledged++;
                if (!Settled(word) && !word.IsAnswered) open.Add(word);
                break;
            case Refused { ClientId: { } clientId } answer:
                IsGone |= answer.Code == ServiceCodes.UnknownSession;
                unacknowledged.RemoveAll(one => one.ClientId == clientId);
                open.RemoveAll(one => one.ClientId == clientId);
                refused.Add(clientId);
                break;
            case Refused answer:
                IsGone |= answer.Code == ServiceCodes.UnknownSession;
                break;
            case Closing { Reason: not CloseReason.Replaced }:
                IsGone = true;
                Connection = 0;
                break;
        }
    }

    /// <summary>Nothing can happen now without somebody doing something.</summary>
    /// <param name="place">Where they are.</param>
    public void Check(Place place)
    {
        if (recount) Recount();
        if (!IsHere) return;
        Require(unacknowledged.Count == 0, unacknowledged.Count == 0 ? "" : $"'{unacknowledged[0].Text}' was neither acknowledged nor refused; at {place}");
        open.RemoveAll(Settled);
        if (open.Count == 0 || place is InWorld { Unheard: > 0 }) return;
        throw new InvariantException($"{id}: '{open[0].Text}' was acknowledged and lost; at {place}, last heard '{LastText}'");
    }

    private void See(long seq, string text)
    {
        LastText = text;
        seen.Add((seq, text));
        if (!recount) Count(text);
        // Whoever is told something else than words is told what became of theirs.
        if (!IsTalk(text))
        {
            open.Clear();
            foreach (var word in unacknowledged.Where(word => word.Connection != Connection)) word.IsAnswered = true;
        }

        if (text.Split('=') is [var key, var run]) Results[key] = run;
    }

    // A strike takes back what was told from somewhere in the middle.
    private void Recount()
    {
        recount = false;
        heard.Clear();
        own.Clear();
        foreach (var (_, text) in seen) Count(text);
    }

    private void Count(string text)
    {
        if (!text.StartsWith("heard ", StringComparison.Ordinal) || text.Split('#') is not [_, var who, var count]) return;
        var index = int.Parse(count, CultureInfo.InvariantCulture);
        if (index == 0) return;
        Require(index > heard.GetValueOrDefault(who), $"heard word {index} of {who} after word {heard.GetValueOrDefault(who)}: doubled or in another order");
        heard[who] = index;
        if (who != $"{number}") return;
        own.Add(index);
        Require(!refused.Contains($"{number}/{index}"), $"word {index} was refused and taken");
    }

    private bool Settled(Word word) => word.Index == 0 || own.Contains(word.Index);

    // What a world says while it goes on.
    private static bool IsTalk(string text) => text.StartsWith("heard ", StringComparison.Ordinal) || text.StartsWith("Welcome", StringComparison.Ordinal) || text == "Still there?" || text.Contains('=');

    private void Require(bool condition, string what)
    {
        if (!condition) throw new InvariantException($"{id} {what}");
    }

    /// <param name="Connection">Where it was said first.</param>
    /// <param name="ClientId">Its id.</param>
    /// <param name="Text">What was said.</param>
    private sealed record Word(long Connection, string? ClientId, string Text)
    {
        /// <summary>Whether its answer was seen before the acknowledgement: it was said before the connection broke.</summary>
        public bool IsAnswered { get; set; }

        public int Index { get; } = Text.Split('#') is [_, _, var index] ? int.Parse(index, CultureInfo.InvariantCulture) : 0;
    }
}
