namespace ScriptChat.Tasks.Schema;

/// <summary>What a key's value has to be.</summary>
internal enum ValueType
{
    Text,
    WholeNumber,

    /// <summary>A number, whole or not.</summary>
    Number,
    Switch,

    /// <summary>All of the choices, none, or a list of some.</summary>
    SwitchOrList,
    Table,
}
