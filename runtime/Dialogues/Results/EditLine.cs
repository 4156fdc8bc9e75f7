namespace ScriptChat.Dialogues.Results;

/// <summary>A line that a dialogue would have to have.</summary>
/// <param name="Text">The line.</param>
/// <param name="Place">Who said what it begins; null when that is not known, or another line says it.</param>
internal readonly record struct EditLine(string Text, string? Place = null)
{
    /// <summary>The lines of something that was seen.</summary>
    /// <param name="seen">What.</param>
    /// <param name="indent">The blanks before each line.</param>
    public static IEnumerable<EditLine> Of(Seen seen, string indent) =>
        SeenWriter.Write(seen, indent).Select((text, index) => new EditLine(text, index == 0 ? (seen as SeenMessage)?.Place : null));
}
