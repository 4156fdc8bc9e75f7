namespace ScriptChat.Worlds;

/// <summary>What agents observe and act with: one turn of talk. Immutable; change a copy with <c>act with { Id = "World" }</c>.</summary>
/// <remarks>The fields are those of ParlAI's act and <c>Message</c>.</remarks>
public sealed record Message
{
    /// <summary>Who speaks, as the reader sees it: a display id such as <c>"World"</c>. Empty (the default) shows no name.</summary>
    public string Id { get; init; } = "";

    /// <summary>What is said. Empty by default; never null. At most 64 KB as UTF-8 when it comes from a person.</summary>
    public string Text { get; init; } = "";

    /// <summary>Answers to pick from, in order, or null (the default) for none. A hint, not a rule: a person may type something else.</summary>
    public IReadOnlyList<string>? QuickReplies { get; init; }

    /// <summary>An image, file or other attachment; null (the default) for words alone.</summary>
    public Payload? Payload { get; init; }

    /// <summary>A persona to speak as, for services that know personas (Messenger); others ignore it. Null by default.</summary>
    public string? PersonaId { get; init; }

    /// <summary>True when the speaker considers the conversation over. Informs; the world's own <c>episode_done</c> decides.</summary>
    public bool EpisodeDone { get; init; }

    /// <summary>Passed through from a service that knows who was reported, as ParlAI's <c>report_sender</c>; otherwise null.</summary>
    public string? ReportSender { get; init; }

    /// <summary>Passed through from a service when the message was a sticker, as ParlAI's <c>sticker_sender</c>; otherwise null.</summary>
    public string? StickerSender { get; init; }
}
