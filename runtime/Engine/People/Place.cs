using System.Text.Json.Serialization;
using ScriptChat.Actors.Letters;
using ScriptChat.Messages;

namespace ScriptChat.Engine.People;

/// <summary>Where a person is on their journey. In one place at a time.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "place")]
[JsonDerivedType(typeof(Outside), "outside")]
[JsonDerivedType(typeof(AtGate), "gate")]
[JsonDerivedType(typeof(BeforeOpening), "before_opening")]
[JsonDerivedType(typeof(InLine), "in_line")]
[JsonDerivedType(typeof(Promised), "promised")]
[JsonDerivedType(typeof(InWorld), "in_world")]
internal abstract record Place;

/// <summary>Before the first word, or after the end: the next word opens the journey.</summary>
internal sealed record Outside : Place;

/// <summary>At the password gate.</summary>
internal sealed record AtGate : Place;

/// <summary>Waiting for the task's code.</summary>
internal sealed record BeforeOpening : Place;

/// <summary>In line.</summary>
/// <param name="Pool">Where.</param>
/// <param name="Entry">Which wait.</param>
/// <param name="Since">Since when, on the service's running time.</param>
/// <param name="Leaving">They said EXIT, and the pool has not answered yet.</param>
internal record InLine(PoolId Pool, long Entry, TimeSpan Since, bool Leaving = false) : Place;

/// <summary>In line and promised to a match; the promise binds until the match starts or lets go.</summary>
/// <param name="Pool">Where.</param>
/// <param name="Entry">Which wait.</param>
/// <param name="Since">Since when, on the service's running time.</param>
/// <param name="Match">The match.</param>
/// <param name="WantsOut">They said EXIT meanwhile.</param>
/// <param name="CameOrWent">They lost their connection or came back meanwhile, and the world may not know.</param>
internal sealed record Promised(PoolId Pool, long Entry, TimeSpan Since, string Match, bool WantsOut = false, bool CameOrWent = false)
    : InLine(Pool, Entry, Since);

/// <summary>In a world.</summary>
internal sealed record InWorld(ConversationId Conversation, WorldKind Kind, string Task) : Place
{
    private readonly Queue<(long Number, string? ClientId)> unheard = new();
    private readonly Queue<(long Seq, long Index)> unreceived = new();
    // Most follow each other, so that a long talk takes no more room than a short one.
    private readonly List<(long First, int Count)> told = [];

    /// <summary>How many words the person has said to this world.</summary>
    [JsonIgnore]
    public long Spoken { get; private set; }

    /// <summary>How many of them the world has not taken.</summary>
    [JsonIgnore]
    public int Unheard => unheard.Count;

    public long Speak(string? clientId)
    {
        unheard.Enqueue((++Spoken, clientId));
        return Spoken;
    }

    public void TakenUpTo(long number)
    {
        while (unheard.TryPeek(out var word) && word.Number <= number) unheard.Dequeue();
    }

    /// <summary>The world has told the person something.</summary>
    /// <param name="seq">The number under which the person was shown it.</param>
    public void Told(long seq)
    {
        if (told is [.., var last] && last.First + last.Count == seq) told[^1] = (last.First, last.Count + 1);
        else told.Add((seq, 1));
    }

    /// <summary>Only so many of the world's messages stand.</summary>
    /// <returns>The number of the first that does not; 0 when all do.</returns>
    public long KeepTold(int count)
    {
        for (var index = 0; index < told.Count; index++)
        {
            var (first, length) = told[index];
            if (length <= count)
            {
                count -= length;
                continue;
            }

            told.RemoveRange(index, told.Count - index);
            if (count > 0) told.Add((first, count));
            return first + count;
        }

        return 0;
    }

    public IEnumerable<string?> UnheardIds() => unheard.Select(word => word.ClientId);

    public void Sent(long seq, long index) => unreceived.Enqueue((seq, index));

    public IEnumerable<long> ReceivedUpTo(long seq)
    {
        while (unreceived.TryPeek(out var sent) && sent.Seq <= seq)
        {
            unreceived.Dequeue();
            yield return sent.Index;
        }
    }
}
