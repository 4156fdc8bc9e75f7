using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.Comparing;

/// <summary>What is compared.</summary>
internal sealed record CompareOptions
{
    /// <summary>The command of the bare side; <c>{port}</c> stands for the port.</summary>
    public required string Bare { get; init; }

    /// <summary>The command of the service.</summary>
    public required string Service { get; init; }

    /// <summary>What holds for both.</summary>
    public required ServerSettings Server { get; init; }

    /// <summary>How many connections, one comparison each.</summary>
    public required IReadOnlyList<int> Connections { get; init; }

    /// <summary>How often each side is measured.</summary>
    public required int Rounds { get; init; }

    /// <summary>How clients get into the service's world and what they do there.</summary>
    public required LoadOptions Load { get; init; }

    /// <summary>The same for the bare side, which has no menu to get through.</summary>
    public LoadOptions BareLoad => Load with
    {
        Opening = [],
        Protocol = Protocol.Plain,
        Ready = Load.Scenario == Scenario.Pair ? new("^paired$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) : null,
    };
}
