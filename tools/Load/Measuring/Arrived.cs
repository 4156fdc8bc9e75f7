namespace ScriptChat.Tools.Load.Measuring;

/// <summary>What a numbered message turned out to be when it came.</summary>
internal enum Arrived
{
    /// <summary>The next one, or one after a gap.</summary>
    New,

    /// <summary>One that others had overtaken.</summary>
    Late,

    /// <summary>One that was here already.</summary>
    Again,
}
