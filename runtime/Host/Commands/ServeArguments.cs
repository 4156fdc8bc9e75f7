using System.CommandLine;
using System.Globalization;
using ScriptChat.Diagnostics;
using ScriptChat.Services.Web;

namespace ScriptChat.Host.Commands;

/// <summary>The options of <c>runtime --task</c> on the command line.</summary>
internal sealed class ServeArguments
{
    private const string PasswordVariable = "SCRIPTCHAT_PASSWORD";

    private readonly Option<string?> task = new("--task", "-t") { Description = "The task's folder, with its config.toml and scripts.", HelpName = "FOLDER" };
    private readonly Option<string[]> service = new("--service") { Description = "A way to reach people: browser, websocket, terminal. Repeatable; browser and websocket unless given.", HelpName = "NAME" };
    private readonly Option<string> host = new("--host") { Description = "The address to listen on; 0.0.0.0 for all.", DefaultValueFactory = _ => "localhost", HelpName = "ADDR" };
    private readonly Option<int> port = new("--port", "-p") { Description = "The port to listen on; 0 for any free one.", DefaultValueFactory = _ => WebOptions.DefaultPort, CustomParser = Numbers.Whole(0, 65535, "--port takes a number from 0 to 65535."), HelpName = "N" };
    private readonly Option<bool> noWatch = new("--no-watch") { Description = "Do not follow saves of the task's files." };
    private readonly Option<string?> data = new("--data") { Description = "Where the journal, compiled scripts and other data are kept; data/NAME_OF_THE_FOLDER under the current folder unless given.", HelpName = "DIR" };
    private readonly Option<string> journal = new("--journal") { Description = "Whether conversations outlive the process: on, or off for measuring.", DefaultValueFactory = _ => "on", HelpName = "on|off" };
    private readonly Option<string?> password = new("--password") { Description = $"The password people have to enter; also from {PasswordVariable}. Wins over config.toml.", HelpName = "TEXT" };
    private readonly Option<bool> debug = new("--debug") { Description = "Sets opt.debug for the worlds, and logs as --verbose does." };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "The same as --log-level info." };
    private readonly Option<Severity?> logLevel = new("--log-level") { Description = "What is logged: info, warning or error; warning unless given.", HelpName = "LEVEL", CustomParser = Levels.Read };
    private readonly Option<string[]> origin = new("--allow-origin") { Description = "The origin of another site's page that may connect, such as https://chat.example.org. Repeatable.", HelpName = "URL" };
    private readonly Option<string?> rateLimit = new("--rate-limit") { Description = "Messages a second that one connection may send; 'off' for any number (for load tests).", HelpName = "N|off" };
    private readonly Option<double> grace = new("--grace") { Description = "Seconds that running conversations get when the service stops and can't go on later (--journal off).", DefaultValueFactory = _ => 30, CustomParser = Numbers.Any(0, 1_000_000, "--grace takes a number of seconds, 0 or more."), HelpName = "SECONDS" };

    private readonly Option<string?> author = new("--author") { Description = "The author's view beside the chat, while saves are followed and for this machine only: on or off; on unless --allow-origin is given.", HelpName = "on|off" };

    public void AddTo(Command command)
    {
        service.AcceptOnlyFromAmong("browser", "websocket", "terminal");
        journal.AcceptOnlyFromAmong("on", "off");
        author.AcceptOnlyFromAmong("on", "off");
        service.AllowMultipleArgumentsPerToken = true;
        rateLimit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && ParseRate(text) is null) result.AddError("--rate-limit takes a number above 0, or 'off'.");
        });
        origin.Validators.Add(Origins.Check);
        foreach (var option in new Option[] { task, service, host, port, noWatch, data, journal, password, debug, verbose, logLevel, origin, rateLimit, grace, author })
            command.Options.Add(option);
    }

    /// <summary>What was asked for; null when no task was named.</summary>
    public ServeOptions? Read(ParseResult parsed)
    {
        if (parsed.GetValue(task) is not { Length: > 0 } folder) return null;
        var services = parsed.GetValue(service);
        return new ServeOptions
        {
            Task = folder,
            Services = services is { Length: > 0 } ? [.. services.Distinct()] : ["browser", "websocket"],
            Host = parsed.GetValue(host)!,
            Port = parsed.GetValue(port),
            Watch = !parsed.GetValue(noWatch),
            Data = parsed.GetValue(data),
            Journal = parsed.GetValue(journal) != "off",
            Password = parsed.GetValue(password) ?? Environment.GetEnvironmentVariable(PasswordVariable),
            Debug = parsed.GetValue(debug),
            LogLevel = parsed.GetValue(logLevel) ?? (parsed.GetValue(verbose) || parsed.GetValue(debug) ? Severity.Info : Severity.Warning),
            Origins = parsed.GetValue(origin) ?? [],
            RateLimit = parsed.GetValue(rateLimit) is { } rate ? ParseRate(rate) : null,
            WantsAuthor = parsed.GetValue(author) is { } wanted ? wanted == "on" : null,
            Grace = TimeSpan.FromSeconds(parsed.GetValue(grace)),
        };
    }

    private static double? ParseRate(string text)
    {
        if (text == "off") return 0;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate > 0 ? rate : null;
    }
}
