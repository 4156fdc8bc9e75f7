namespace ScriptChat.Tasks.Schema;

/// <summary>A key of config.toml, with all that the reader and the documentation say of it.</summary>
/// <param name="Section">The table in which it stands: empty for the top, <c>tasks.NAME</c>, <c>opt</c>, ...</param>
/// <param name="Name">The key.</param>
/// <param name="Type">What its value has to be.</param>
/// <param name="Meaning">What it is for, in one sentence.</param>
internal sealed record ConfigKey(string Section, string Name, ValueType Type, string Meaning)
{
    /// <summary>What a number counts; empty for none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What holds when it is absent, in words.</summary>
    public string Default { get; init; } = "none";

    public bool Required { get; init; }

    public double Minimum { get; init; } = double.MinValue;

    /// <summary>Whether the minimum itself is too small.</summary>
    public bool AboveMinimum { get; init; }

    public double Maximum { get; init; } = double.MaxValue;

    /// <summary>The only values that a text may have; empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Other names that people give it: ParlAI's own, and likely slips.</summary>
    public IReadOnlyList<string> KnownAs { get; init; } = [];

    public string FullName => Section.Length == 0 ? Name : $"{Section}.{Name}";

    /// <summary>Where it stands, in words.</summary>
    public string Place => ConfigSchema.PlaceOf(Section);
}
