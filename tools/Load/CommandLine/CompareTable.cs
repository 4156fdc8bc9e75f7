using System.Globalization;
using ScriptChat.Tools.Load.Comparing;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.CommandLine;

/// <summary>A comparison as a table for people.</summary>
internal static class CompareTable
{
    /// <summary>Writes it.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="output">Where to.</param>
    public static void Write(CompareReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"{report.Scenario.ToString().ToLowerInvariant()}: medians of {report.Rounds} rounds, {report.Processors} processors for service and client together");
        if (report.Scenario == Scenario.Idle) WriteIdle(report, output);
        else WriteTalk(report, output);
        foreach (var row in report.Rows)
        {
            WriteTrouble("bare", row.Connections, row.Bare, output);
            WriteTrouble("service", row.Connections, row.Service, output);
        }
    }

    private static void WriteTalk(CompareReport report, TextWriter output)
    {
        output.WriteLine($"{"connections",11} | {"bare /s",9} {"service /s",10} {"ratio",6} | {"bare p99",9} {"service",9} {"ratio",6}  (ms, at half the own maximum) | {"both in, p99",12} | peak MB");
        foreach (var row in report.Rows)
        {
            output.WriteLine(
                $"{row.Connections,11} | {Number(row.Bare.PerSecond, "0"),9} {Number(row.Service.PerSecond, "0"),10} {Number(row.PerSecondRatio, "0 %"),6} | "
                + $"{Number(row.Bare.HalfP99, "0.000"),9} {Number(row.Service.HalfP99, "0.000"),9} {Number(row.HalfP99Ratio, "0.00"),6}  {"",31} | "
                + $"{Number(row.Service.PairingP99, "0.000"),12} | {Number(row.Bare.PeakMegabytes, "0")}, {Number(row.Service.PeakMegabytes, "0")}");
        }
    }

    private static void WriteIdle(CompareReport report, TextWriter output)
    {
        output.WriteLine($"{"connections",11} | {"bare KB each",12} {"service",9} {"above",9} | {"bare MB",8} {"service",8} | {"bare cores",10} {"service",8} | threads");
        foreach (var row in report.Rows)
        {
            output.WriteLine(
                $"{row.Connections,11} | {Number(row.Bare.KilobytesPerConnection, "0.0"),12} {Number(row.Service.KilobytesPerConnection, "0.0"),9} {Number(row.KilobytesAboveBare, "0.0"),9} | "
                + $"{Number(row.Bare.IdleMegabytes, "0"),8} {Number(row.Service.IdleMegabytes, "0"),8} | {Number(row.Bare.IdleCores, "0.000"),10} {Number(row.Service.IdleCores, "0.000"),8} | "
                + $"{Number(row.Bare.Threads, "0")}, {Number(row.Service.Threads, "0")}");
        }
    }

    private static void WriteTrouble(string side, int connections, Side figures, TextWriter output)
    {
        if (figures.OutOfOrder > 0) output.WriteLine($"  {side}, {connections} connections: {figures.OutOfOrder} messages lost, doubled or reordered");
        foreach (var (what, count) in figures.Failures) output.WriteLine($"  {side}, {connections} connections, failed: {count} x {what}");
    }

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
