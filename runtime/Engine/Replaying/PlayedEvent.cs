using System.Text.Json;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;

namespace ScriptChat.Engine.Replaying;

/// <summary>An event as it is being played on an edited script: what came of it then, and what comes of it now.</summary>
/// <param name="number">Its number, or that of the event before it where only the edited script has it.</param>
/// <param name="past">The event.</param>
internal sealed class PlayedEvent(int number, PastEvent past)
{
    /// <summary>Its number.</summary>
    public int Number => number;

    /// <summary>The event.</summary>
    public PastEvent Past => past;

    /// <summary>Whether only the edited script has it.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether it is known what came of it then.</summary>
    public bool IsCompared { get; set; } = true;

    /// <summary>What came of it then.</summary>
    public Outcome Then { get; } = new();

    /// <summary>What comes of it now.</summary>
    public Outcome Now { get; } = new();

    /// <summary>What the world waits for after it, in words.</summary>
    public string Waits { get; set; } = "";

    /// <summary>Whether it says that time passed.</summary>
    public bool IsTime => past.In is Woken;

    /// <summary>What an event makes a script do.</summary>
    internal sealed class Outcome
    {
        public List<(string To, Letter Letter)> Sent { get; } = [];

        public List<RecordedEffect> Effects { get; } = [];

        public List<JsonElement> Saved { get; } = [];

        public bool Ended { get; private set; }

        public void Add(RecordedStep step)
        {
            Sent.AddRange(step.Sent.Select(send => (send.To, send.Letter)));
            Effects.AddRange(step.Effects);
            Saved.AddRange(step.Saved);
            Ended |= step.Ended;
        }

        public void Add(Step step)
        {
            Sent.AddRange(step.Sends.Where(send => !send.Letter.IsPassing).Select(send => (send.To.ToString(), send.Letter)));
            Effects.AddRange(step.Effects);
            Saved.AddRange(ConversationReplayer.Rows(step));
            Ended |= step.Actor.Ended;
        }

        public void Add(Outcome other)
        {
            Sent.AddRange(other.Sent);
            Effects.AddRange(other.Effects);
            Saved.AddRange(other.Saved);
            Ended |= other.Ended;
        }

        /// <summary>What people and the dataset have of it: which thing it is about, and what it says. Timers and side effects are the script's own affair.</summary>
        public IEnumerable<(string About, string What)> Facts()
        {
            foreach (var (to, letter) in Sent)
            {
                if (letter is Told told) yield return ($"other words|{to}", Json(new Told(default, 0, told.Message, 0)));
                else if (letter is DataChanged changed) yield return ($"other data are kept|{to}", Json(changed));
                else if (letter is WorldEnded end) yield return ($"it ends otherwise|{to}", Json(end with { Taken = 0 }));
                else if (letter is RolesAssigned roles) yield return ("other roles are assigned", Json(roles));
            }

            foreach (var row in Saved) yield return ("other rows are saved", JsonSerializer.Serialize(row));
        }

        private static string Json(Letter letter) => JsonSerializer.Serialize(letter, LetterJson.Default.Letter);
    }
}
