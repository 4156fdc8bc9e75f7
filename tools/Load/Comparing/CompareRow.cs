namespace ScriptChat.Tools.Load.Comparing;

/// <summary>Both sides at one number of connections.</summary>
/// <param name="Connections">How many.</param>
/// <param name="Bare">The bare side.</param>
/// <param name="Service">The service.</param>
internal sealed record CompareRow(int Connections, Side Bare, Side Service)
{
    /// <summary>The service's round trips a second for each one of the bare side.</summary>
    public double? PerSecondRatio => Service.PerSecond / Bare.PerSecond;

    /// <summary>The service's 99th percentile at half its own maximum for the bare side's at half its own.</summary>
    public double? HalfP99Ratio => Service.HalfP99 / Bare.HalfP99;

    /// <summary>What a connection costs the service above the bare one, in kilobytes.</summary>
    public double? KilobytesAboveBare => Service.KilobytesPerConnection - Bare.KilobytesPerConnection;
}
