namespace ScriptChat.Records.Retelling;

/// <summary>A recorded conversation as a dialogue.</summary>
/// <param name="Text">The file.</param>
/// <param name="Passes">Whether it passed when it was played.</param>
/// <param name="Remark">What a play does not repeat, in words; null when it repeats all.</param>
public sealed record RetoldDialogue(string Text, bool Passes, string? Remark);
