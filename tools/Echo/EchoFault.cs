namespace ScriptChat.Tools.Echo;

/// <summary>What an echo can do wrong on purpose.</summary>
internal enum EchoFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Some messages get no answer.</summary>
    Drop,

    /// <summary>Some messages are answered twice.</summary>
    Double,

    /// <summary>Some messages are answered after the one that follows them.</summary>
    Swap,
}
