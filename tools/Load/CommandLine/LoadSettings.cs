using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Load.CommandLine;

/// <summary>The options that a run and a comparison share.</summary>
internal sealed class LoadSettings
{
    private readonly Option<Scenario> scenario = new("--scenario") { Description = "What connections do once they are in: echo, pair or idle." };
    private readonly Option<Protocol> protocol = new("--protocol") { Description = "plain (ParlAI's frames) or v1 (scriptchat.v1)." };
    private readonly Option<TimeSpan> duration = Time("--duration", "How long is measured, or sat: 500ms, 10s, 2m.", TimeSpan.FromSeconds(10));
    private readonly Option<TimeSpan> warmup = Time("--warmup", "How long is talked before anything is measured.", TimeSpan.FromSeconds(2));
    private readonly Option<string> opening = new("--opening")
    {
        Description = "What each connection says first to get into the world: \"TEXT;TEXT\". The next follows when there is an answer. With --protocol v1 the hello takes the place of the first.",
    };

    private readonly Option<string> ready = new("--ready") { Description = "A regular expression for the answer that says \"you are in\". Default: any answer to the last word of the opening." };
    private readonly Option<int> atOnce = new("--at-once") { Description = "How many come in at one time. Default: 64; of pairs, 1." };
    private readonly Option<TimeSpan> enterWithin = Time("--enter-within", "How long one may take to get in.", TimeSpan.FromSeconds(30));
    private readonly Option<TimeSpan> drain = Time("--drain", "How long answers are waited for at the end.", TimeSpan.FromSeconds(3));
    private readonly Option<long?> messages = new("--messages") { Description = "How many messages each connection sends at most." };
    private readonly Option<int> size = new("--size") { Description = "How many characters are added to each message." };

    /// <summary>Where the figures go as JSON.</summary>
    public Option<string?> Json { get; } = new("--json") { Description = "Write the figures as JSON to a file, or - for the standard output." };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[scenario, protocol, duration, warmup, opening, ready, atOnce, enterWithin, drain, messages, size, Json])
            command.Options.Add(option);
        size.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 60_000) result.AddError("--size takes 0 to 60000.");
        });
    }

    /// <summary>What they say; the service's address is still to be filled in.</summary>
    /// <param name="parsed">The command line.</param>
    public LoadOptions Read(ParseResult parsed)
    {
        var what = parsed.GetValue(scenario);
        return new LoadOptions
        {
            Url = new Uri("ws://127.0.0.1/"),
            Scenario = what,
            Protocol = parsed.GetValue(protocol),
            Duration = parsed.GetValue(duration),
            Warmup = parsed.GetValue(warmup),
            Opening = parsed.GetValue(opening)?.Split(';') ?? [],
            Ready = parsed.GetValue(ready) is { } pattern ? new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) : null,
            AtOnce = parsed.GetValue(atOnce) is var some and > 0 ? some : what == Scenario.Pair ? 1 : 64,
            EnterWithin = parsed.GetValue(enterWithin),
            Drain = parsed.GetValue(drain),
            Messages = parsed.GetValue(messages),
            Size = parsed.GetValue(size),
        };
    }

    /// <summary>An option for a time with its unit.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it is.</param>
    /// <param name="fallback">What holds without it.</param>
    public static Option<TimeSpan> Time(string name, string description, TimeSpan fallback) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => fallback,
        CustomParser = ReadTime,
    };

    private static TimeSpan ReadTime(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        var digits = text.TrimEnd('m', 's');
        if (double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            switch (text[digits.Length..])
            {
                case "ms":
                    return TimeSpan.FromMilliseconds(number);
                case "s":
                    return TimeSpan.FromSeconds(number);
                case "m":
                    return TimeSpan.FromMinutes(number);
            }
        }

        result.AddError($"'{text}' is not a time; write 500ms, 10s or 2m.");
        return default;
    }
}
