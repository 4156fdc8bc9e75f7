namespace ScriptChat.Worlds;

/// <summary>What agents observe and act with: one turn of talk. Immutable; change a copy with <c>act with { Id = "World" }</c>.</summary>
/// <remarks>The fields are those of ParlAI's act and <c>Message</c>.</remarks>
public sealed record Message
{
    // Most messages are words alone. What few have stands apart, so that the many are half as large.
    private Rest? rest;

    /// <summary>Who speaks, as the reader sees it: a display id such as <c>"World"</c>. Empty (the default) shows no name.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>What is said. Empty by default; null becomes empty. At most 64 KB as UTF-8 when it comes from a person.</summary>
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>Answers to pick from, in order, or null (the default) for none. A hint, not a rule: a person may type something else.</summary>
    public IReadOnlyList<string>? QuickReplies
    {
        get => rest?.QuickReplies;
        init => Put(value, QuickReplies, static (rest, value) => rest with { QuickReplies = value });
    }

    /// <summary>An image, file or other attachment; null (the default) for words alone.</summary>
    public Payload? Payload
    {
        get => rest?.Payload;
        init => Put(value, Payload, static (rest, value) => rest with { Payload = value });
    }

    /// <summary>A persona to speak as, for services that know personas (Messenger); others ignore it. Null by default.</summary>
    public string? PersonaId
    {
        get => rest?.PersonaId;
        init => Put(value, PersonaId, static (rest, value) => rest with { PersonaId = value });
    }

    /// <summary>True when the speaker considers the conversation over. Informs; the world's own <c>episode_done</c> decides.</summary>
    public bool EpisodeDone
    {
        get => rest?.EpisodeDone ?? false;
        init => Put(value, EpisodeDone, static (rest, value) => rest with { EpisodeDone = value });
    }

    /// <summary>Passed through from a service that knows who was reported, as ParlAI's <c>report_sender</c>; otherwise null.</summary>
    public string? ReportSender
    {
        get => rest?.ReportSender;
        init => Put(value, ReportSender, static (rest, value) => rest with { ReportSender = value });
    }

    /// <summary>Passed through from a service when the message was a sticker, as ParlAI's <c>sticker_sender</c>; otherwise null.</summary>
    public string? StickerSender
    {
        get => rest?.StickerSender;
        init => Put(value, StickerSender, static (rest, value) => rest with { StickerSender = value });
    }

    private void Put<T>(T value, T now, Func<Rest, T, Rest> change)
    {
        if (EqualityComparer<T>.Default.Equals(value, now)) return;
        var changed = change(rest ?? Rest.Nothing, value);
        // Messages that say the same are equal, whatever was put in and taken out again.
        rest = changed == Rest.Nothing ? null : changed;
    }

    private sealed record Rest(IReadOnlyList<string>? QuickReplies, Payload? Payload, string? PersonaId, bool EpisodeDone, string? ReportSender, string? StickerSender)
    {
        public static readonly Rest Nothing = new(null, null, null, EpisodeDone: false, null, null);
    }
}
