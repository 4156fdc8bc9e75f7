namespace ScriptChat.Tools.Echo;

/// <summary>What an echo runs with.</summary>
internal sealed record EchoOptions
{
    /// <summary>The port on the loopback address; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether connections are paired in the order of their arrival and hear each other instead of themselves.</summary>
    public bool Pairs { get; init; }

    /// <summary>What it does wrong, so that a load client can be shown to see it. Default: nothing.</summary>
    public EchoFault Fault { get; init; }

    /// <summary>Which message of a connection goes wrong: each one whose number this divides. Default: 100.</summary>
    public int FaultEvery { get; init; } = 100;
}
