using ScriptChat.Tools.Echo;

const string Usage = "usage: echo [--port N] [--pair] [--until-stdin-ends] [--fault drop|double|swap [--fault-every N]]";

var options = new EchoOptions();
var untilInputEnds = false;
for (var i = 0; i < args.Length; i++)
{
    var value = i + 1 < args.Length ? args[i + 1] : "";
    switch (args[i])
    {
        case "--port" when int.TryParse(value, out var port) && port is >= 0 and <= 65535:
            options = options with { Port = port };
            i++;
            break;
        case "--pair":
            options = options with { Pairs = true };
            break;
        case "--until-stdin-ends":
            untilInputEnds = true;
            break;
        case "--fault" when Enum.TryParse<EchoFault>(value, ignoreCase: true, out var fault):
            options = options with { Fault = fault };
            i++;
            break;
        case "--fault-every" when int.TryParse(value, out var every) && every > 0:
            options = options with { FaultEvery = every };
            i++;
            break;
        default:
            await Console.Error.WriteLineAsync($"echo: '{args[i]}' is not understood; {Usage}");
            return 2;
    }
}

EchoServer server;
try
{
    server = await EchoServer.StartAsync(options, CancellationToken.None);
}
catch (IOException taken)
{
    await Console.Error.WriteLineAsync($"echo: port {options.Port} cannot be had ({taken.Message}); choose another with --port, or 0 for a free one");
    return 1;
}

await using (server)
{
    Console.WriteLine($"listening http://127.0.0.1:{server.Address.Port}");
    using var ended = new CancellationTokenSource();
    if (untilInputEnds) _ = EndWithInputAsync(ended);
    await server.WaitAsync(ended.Token);
}

return 0;

// Whoever started the echo holds the other end: it never outlives them.
static async Task EndWithInputAsync(CancellationTokenSource ended)
{
    await Console.In.ReadToEndAsync();
    await ended.CancelAsync();
}
