namespace ScriptChat.Tasks.Toml;

/// <summary>What a value is.</summary>
internal enum TomlKind
{
    Text,
    Integer,
    Float,
    Boolean,
    Date,
    Array,
    Table,

    /// <summary>Its line has a syntax error, which has been said.</summary>
    Faulty,
}
