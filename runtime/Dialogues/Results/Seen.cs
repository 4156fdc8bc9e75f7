using ScriptChat.Dialogues.Format;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Results;

/// <summary>Something that a person really saw.</summary>
public abstract record Seen
{
    /// <summary>Whether a dialogue need not mention it.</summary>
    internal virtual bool MayPass => false;

    /// <summary>Whether it is what a dialogue expects.</summary>
    /// <param name="expected">What the dialogue expects.</param>
    internal abstract bool Fits(Expectation expected);
}

/// <summary>A message.</summary>
/// <param name="Message">The message.</param>
public sealed record SeenMessage(Message Message) : Seen
{
    /// <summary>Who said it: <c>worlds.csx:line 12 in parley</c>; null when nobody asked.</summary>
    public string? Place { get; init; }

    /// <summary>What went with the words, as a dialogue writes it; empty for nothing.</summary>
    internal string Payload => Message.Payload switch
    {
        null => "",
        { Url: { } url } payload => $"{payload.Type} {url}",
        var payload => payload.Type,
    };

    /// <inheritdoc />
    internal override bool Fits(Expectation expected) => expected is ExpectedMessage message
        && message.Speaker.Matches(Message.Id)
        && message.Text.Matches(Message.Text)
        && FitsReplies(message.QuickReplies)
        && (message.Payload is null || message.Payload.Matches(Payload));

    /// <summary>Whether the quick replies are as expected.</summary>
    /// <param name="expected">What is expected; null for anything.</param>
    internal bool FitsReplies(IReadOnlyList<TextPattern>? expected)
    {
        if (expected is null) return true;
        var replies = Message.QuickReplies ?? [];
        if (replies.Count != expected.Count) return false;
        for (var index = 0; index < replies.Count; index++)
            if (!expected[index].Matches(replies[index])) return false;
        return true;
    }
}

/// <summary>A refusal.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Text">What it says to the client's author.</param>
public sealed record SeenRefusal(string Code, string Text) : Seen
{
    /// <inheritdoc />
    internal override bool Fits(Expectation expected) => expected is ExpectedRefusal refusal && refusal.Code == Code;
}

/// <summary>The connection was closed from the other side.</summary>
/// <param name="Reason">Why.</param>
public sealed record SeenEnd(CloseReason Reason) : Seen
{
    /// <inheritdoc />
    internal override bool MayPass => true;

    /// <inheritdoc />
    internal override bool Fits(Expectation expected) => expected is ExpectedEnd;
}

/// <summary>A world failed.</summary>
/// <param name="Kind">The name of the exception, or the code of what is not one.</param>
/// <param name="IsRuntimes">Whether it is the runtime's own: that is no author's to write down or to mend.</param>
public sealed record SeenFailure(string Kind, bool IsRuntimes = false) : Seen
{
    /// <inheritdoc />
    internal override bool Fits(Expectation expected) => expected is ExpectedFailure failure && failure.Kind?.Matches(Kind) != false;
}

/// <summary>A passing sign.</summary>
/// <param name="Who">The role; empty for the world itself.</param>
/// <param name="Sign">What.</param>
public sealed record SeenSign(string Who, Sign Sign) : Seen
{
    /// <inheritdoc />
    internal override bool MayPass => true;

    /// <inheritdoc />
    internal override bool Fits(Expectation expected) => expected is ExpectedSign sign && sign.Who == Who && sign.Sign == Sign;
}
