using ScriptChat.Messages;
using ScriptChat.Services.Terminal;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Services.Tests.Terminal;

/// <summary>The terminal service at a scripted console: a pipe's plain lines.</summary>
internal sealed class TerminalFixture : ServiceFixture
{
    private readonly TestConsole console = new();
    private TerminalService? service;

    public override IChatService Service => service!;

    public override bool ManyPeople => false;

    public override bool ShowsReplies => false;

    public override Task StartAsync()
    {
        service = new TerminalService(new TerminalSettings { Console = console.Console });
        Gateway.Attach(service);
        return service.StartAsync(Gateway, CancellationToken.None);
    }

    public override Task<IChatClient> ConnectAsync() => Task.FromResult<IChatClient>(new Client(console, service!));

    public override async ValueTask DisposeAsync()
    {
        console.EndInput();
        await service!.DisposeAsync();
    }

    private sealed class Client(TestConsole console, TerminalService service) : IChatClient
    {
        public Task SayAsync(string text)
        {
            console.Type(text);
            return Task.CompletedTask;
        }

        public async Task<Seen> SeeAsync()
        {
            var line = await console.ReadAsync();
            const string Speaker = "Echo: ";
            return new Seen(line.StartsWith(Speaker, StringComparison.Ordinal) ? line[Speaker.Length..] : line, null);
        }

        public Task StopAsync() => service.LeaveAsync();

        public Task CloseAsync()
        {
            console.EndInput();
            return Task.CompletedTask;
        }

        public async Task<int> ClosedAsync()
        {
            await service.Ended.Soon();
            return 0;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

[TestFixture]
internal sealed class TerminalContractTests : ChatServiceContract<TerminalFixture>;
