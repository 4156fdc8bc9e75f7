using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.Comparing;

/// <summary>What a comparison found.</summary>
/// <param name="Scenario">What the connections did.</param>
/// <param name="Rounds">How often each side was measured.</param>
/// <param name="Processors">How many processors both sides and the client shared.</param>
/// <param name="Bare">The command of the bare side.</param>
/// <param name="Service">The command of the service.</param>
/// <param name="Rows">The figures.</param>
internal sealed record CompareReport(Scenario Scenario, int Rounds, int Processors, string Bare, string Service, IReadOnlyList<CompareRow> Rows)
{
    /// <summary>Whether nothing went wrong on either side.</summary>
    public bool IsClean => Rows.All(row => row.Bare.Failures.Count + row.Service.Failures.Count == 0 && row.Bare.OutOfOrder + row.Service.OutOfOrder == 0);
}
