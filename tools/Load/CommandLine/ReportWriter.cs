using System.Text.Json;
using System.Text.Json.Serialization;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.CommandLine;

/// <summary>Says what was found: a few lines for people on standard error, JSON where it is asked for.</summary>
internal static class ReportWriter
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Says how a run gets on.</summary>
    /// <param name="line">The line.</param>
    public static void Progress(string line) => Console.Error.WriteLine(line);

    /// <summary>Writes a run's figures.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="json">The file for JSON, <c>-</c> for standard output, null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WriteAsync(LoadReport report, string? json, CancellationToken cancellationToken)
    {
        Progress(Line(report));
        foreach (var (what, count) in report.Failures) Progress($"  failed: {count} x {what}");
        await WriteJsonAsync(report, json, cancellationToken);
    }

    /// <summary>Writes figures as JSON.</summary>
    /// <typeparam name="T">What they are.</typeparam>
    /// <param name="figures">The figures.</param>
    /// <param name="json">The file, <c>-</c> for standard output, null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WriteJsonAsync<T>(T figures, string? json, CancellationToken cancellationToken)
    {
        if (json is null) return;
        var text = JsonSerializer.Serialize(figures, Format);
        if (json == "-") await Console.Out.WriteLineAsync(text);
        else await File.WriteAllTextAsync(json, text + "\n", cancellationToken);
    }

    /// <summary>A run in a line.</summary>
    /// <param name="report">The figures.</param>
    public static string Line(LoadReport report)
    {
        var who = $"{report.Scenario.ToString().ToLowerInvariant()} {report.Protocol.ToString().ToLowerInvariant()}, {report.StillIn} of {report.Connections} connections";
        if (report.Scenario == Scenario.Idle) return $"{who} in at the end, {report.Others} messages while idle";
        var loop = report.Rate is { } rate ? $"open at {rate:0}/s" : "closed";
        var order = report.InOrder ? "all came once, in order" : $"lost {report.Lost}, doubled {report.Doubled}, reordered {report.Reordered}";
        var pairing = report.Pairing is { } times ? $"\n  both in the world: {times}" : "";
        var acks = report.Acknowledged > 0 ? $", {report.Acknowledged} acknowledged" : "";
        return $"{who}, {loop}: {report.PerSecond:0}/s  {report.Latency}\n  {report.Sent} sent, {order}{acks}; this client used {report.ClientCores:0.00} cores{pairing}";
    }
}
