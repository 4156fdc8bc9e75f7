using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Play;

/// <summary>What a person was told and said, to hold it against what a client that forgot it is told again.</summary>
internal sealed class Retelling
{
    private readonly List<(long Seq, Message Message)> told = [];
    private readonly List<(long After, string Text)> said = [];
    private int toldAgain = -1;
    private int saidAgain;

    /// <summary>Whether the client is being told again.</summary>
    public bool IsUnderWay => toldAgain >= 0;

    /// <summary>Forgets all: a new journey.</summary>
    public void Clear()
    {
        told.Clear();
        said.Clear();
        toldAgain = -1;
    }

    /// <summary>The person was shown something.</summary>
    /// <param name="shown">What.</param>
    public void Shown(Shown shown) => told.Add((shown.Seq, shown.Message));

    /// <summary>The person said something.</summary>
    /// <param name="after">After which message.</param>
    /// <param name="text">What.</param>
    public void Said(long after, string text) => said.Add((after, text));

    /// <summary>From now on all is told again.</summary>
    public void Begin() => (toldAgain, saidAgain) = (0, 0);

    /// <summary>A message comes again.</summary>
    /// <param name="shown">The message.</param>
    /// <returns>Null, or what is wrong with it.</returns>
    public string? Hear(Shown shown)
    {
        if (toldAgain >= told.Count) return $"message {shown.Seq} came once too often";
        var (seq, message) = told[toldAgain++];
        if (seq != shown.Seq) return $"message {shown.Seq} in the place of message {seq}";
        return message.Id == shown.Message.Id && message.Text == shown.Message.Text ? null : $"message {seq} is another one";
    }

    /// <summary>The person's own words come again. Words at the password's gate are not kept, so some may be missing; none may
    /// be new or out of order.</summary>
    /// <param name="words">The words.</param>
    /// <param name="lastSeq">The number of the last message that was told before the client forgot.</param>
    /// <returns>Null, or what is wrong with them.</returns>
    public string? Hear(OwnWords words, long lastSeq)
    {
        if (!IsUnderWay) return "own words came without having been forgotten";
        if (words.After > lastSeq) return $"own words after message {words.After}, which was not there";
        while (saidAgain < said.Count)
            if (said[saidAgain++] == (words.After, words.Text)) return null;
        return "own words that were not said there";
    }

    /// <summary>The telling is over.</summary>
    /// <returns>Null, or what is missing.</returns>
    public string? End()
    {
        if (!IsUnderWay) return null;
        var missing = told.Count - toldAgain;
        toldAgain = -1;
        return missing == 0 ? null : $"{missing} messages are missing";
    }
}
