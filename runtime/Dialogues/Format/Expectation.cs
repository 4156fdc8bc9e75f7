namespace ScriptChat.Dialogues.Format;

/// <summary>Something that a person must see.</summary>
/// <param name="Line">Where it stands, counted from 1.</param>
/// <param name="LastLine">Its last line.</param>
public abstract record Expectation(int Line, int LastLine);

/// <summary>A message.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="LastLine">Its last line.</param>
/// <param name="Speaker">The speaker's name.</param>
/// <param name="Text">The words.</param>
/// <param name="QuickReplies">The answers to pick from; null when the dialogue does not say.</param>
/// <param name="Payload">What goes with it: a kind and perhaps an address; null when the dialogue does not say.</param>
public sealed record ExpectedMessage(
    int Line, int LastLine, TextPattern Speaker, TextPattern Text, IReadOnlyList<TextPattern>? QuickReplies, TextPattern? Payload)
    : Expectation(Line, LastLine);

/// <summary>Any messages, or none.</summary>
/// <param name="Line">Where it stands.</param>
public sealed record ExpectedAnything(int Line) : Expectation(Line, Line);

/// <summary>A refusal.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Code">Its code.</param>
public sealed record ExpectedRefusal(int Line, string Code) : Expectation(Line, Line);

/// <summary>The connection is closed from the other side.</summary>
/// <param name="Line">Where it stands.</param>
public sealed record ExpectedEnd(int Line) : Expectation(Line, Line);

/// <summary>A world fails: its code throws, runs away or goes round in circles. Belongs to a step and to nobody in particular: what people see of it
/// stands beside it.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Kind">The name of the exception, or the code of what is not one; null for any.</param>
public sealed record ExpectedFailure(int Line, TextPattern? Kind) : Expectation(Line, Line)
{
    /// <summary>How a dialogue says it.</summary>
    public const string Words = "the world fails";
}

/// <summary>A passing sign: somebody writes, is away, here, or has left or read. Signs that a dialogue does not mention may come.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Who">The role; empty for the world itself.</param>
/// <param name="Sign">What.</param>
public sealed record ExpectedSign(int Line, string Who, Sign Sign) : Expectation(Line, Line)
{
    /// <summary>How a dialogue calls the world itself.</summary>
    public const string TheWorld = "the world";

    /// <summary>How signs are written, after who they are of.</summary>
    public static IReadOnlyList<(string Written, Sign Sign)> Words { get; } =
    [
        (" is writing", Sign.Writing),
        (" stops writing", Sign.NotWriting),
        (" is here", Sign.Here),
        (" is away", Sign.Away),
        (" has left", Sign.Left),
        (" has read", Sign.Read),
    ];
}

/// <summary>What a passing sign says.</summary>
public enum Sign
{
    /// <summary>Is writing.</summary>
    Writing,

    /// <summary>No longer writes.</summary>
    NotWriting,

    /// <summary>Has a connection again.</summary>
    Here,

    /// <summary>Has no connection.</summary>
    Away,

    /// <summary>Has left.</summary>
    Left,

    /// <summary>Has read.</summary>
    Read,
}
