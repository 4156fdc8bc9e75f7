namespace ScriptChat.Diagnostics;

/// <summary>One kind of thing that can go wrong, with the number that people search for.</summary>
/// <param name="Id">The code, such as <c>SC1004</c>. SC1 config, SC2 script, SC3 worlds at run time, SC4 services,
/// SC5 journal, SC6 models, SC7 cluster. The number is also the log's event id.</param>
/// <param name="Title">What is wrong, in general.</param>
/// <param name="Remedy">What to do about it, in general.</param>
/// <param name="Severity">How bad it is unless a place says otherwise.</param>
public sealed record DiagnosticCode(string Id, string Title, string Remedy, Severity Severity = Severity.Error)
{
    /// <summary>The number in the code: the log's event id.</summary>
    public int Number { get; } = int.Parse(Id.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The remedy as the second half of a sentence, behind what is wrong: <c>a frame is too large; send less</c>.</summary>
    public string Advice => $"{char.ToLowerInvariant(Remedy[0])}{Remedy[1..]}";

    /// <inheritdoc />
    public override string ToString() => Id;
}
