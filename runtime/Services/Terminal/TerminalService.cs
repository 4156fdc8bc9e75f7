using System.Security.Cryptography;
using System.Threading.Channels;
using ScriptChat.Messages;
using ScriptChat.Services.Terminal.Screen;

namespace ScriptChat.Services.Terminal;

/// <summary>The one person at the terminal in which the runtime runs.</summary>
public sealed class TerminalService : IChatService
{
    private const int AddressLetters = 12;

    private readonly TerminalSettings settings;
    private readonly ChatScreen screen;
    private readonly PersonId person;
    private readonly long connection = ConnectionIds.Next();
    private readonly Lock turn = new();
    private readonly Channel<Delivery> deliveries = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource<TerminalEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stop = new();
    private IGateway? gateway;
    private Task shown = Task.CompletedTask;
    private Task heard = Task.CompletedTask;
    private bool leaving;

    /// <summary>Makes one; it speaks once started.</summary>
    /// <param name="settings">What it runs with.</param>
    public TerminalService(TerminalSettings settings)
    {
        this.settings = settings;
        screen = new ChatScreen(settings.Console);
        person = new PersonId(Name, RandomNumberGenerator.GetHexString(AddressLetters, lowercase: true));
    }

    /// <inheritdoc />
    public string Name => "terminal";

    /// <summary>Ends with the conversation, and says how. The host decides what comes then; it calls <see cref="LeaveAsync"/> at Ctrl-C.</summary>
    public Task<TerminalEnd> Ended => ended.Task;

    /// <inheritdoc />
    public Task StartAsync(IGateway gateway, CancellationToken cancellationToken)
    {
        this.gateway = gateway;
        if (settings.Console.Interactive && settings.Greeting is { } greeting) screen.Note(greeting);
        shown = ShowAsync();
        Bring(new Connected(connection, Resume: false, LastSeen: null, Keeps: false, Opens: true));
        heard = HearAsync(LineReader.Start(settings.Console.Input));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Deliver(PersonId person, Delivery delivery)
    {
        if (delivery.Connection == connection) deliveries.Writer.TryWrite(delivery);
    }

    /// <summary>Leaves politely: says so, shows what is still on its way, and ends within a bounded time.</summary>
    /// <param name="cancellationToken">Ends the waiting for what is on its way.</param>
    public async Task LeaveAsync(CancellationToken cancellationToken = default)
    {
        if (!ended.Task.IsCompleted && !Interlocked.Exchange(ref leaving, true)) Bring(new Leaves(connection));
        try
        {
            await ended.Task.WaitAsync(settings.LeaveWithin, settings.Time, cancellationToken);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            End(TerminalEnd.Left);
        }
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stop.Cancel();
        deliveries.Writer.TryComplete();
        await shown.WaitAsync(cancellationToken);
        await heard.WaitAsync(cancellationToken);
        End(TerminalEnd.ShuttingDown);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private async Task HearAsync(ChannelReader<string> lines)
    {
        screen.Prompt();
        try
        {
            await foreach (var line in lines.ReadAllAsync(stop.Token))
            {
                if (line.Trim().Length > 0) Bring(new Said(connection, null, screen.Resolve(line)));
                screen.Prompt();
            }

            await LeaveAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped; the reader's thread waits for a line that nobody needs.
        }
    }

    private async Task ShowAsync()
    {
        await foreach (var delivery in deliveries.Reader.ReadAllAsync())
        {
            try
            {
                Show(delivery);
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // Nobody reads what is written: the terminal was closed, or the pipe's other end is.
                End(TerminalEnd.Left);
            }
        }
    }

    private void Show(Delivery delivery)
    {
        switch (delivery)
        {
            case Shown message:
                screen.Show(message.Message);
                break;
            case Typing typing:
                screen.Typing(typing.Who, typing.On);
                break;
            case Presence presence:
                screen.Presence(presence.Who, presence.State);
                break;
            case Whereabouts whereabouts:
                screen.Place(whereabouts.Line?.Place ?? 0);
                break;
            case Struck:
                screen.Strike();
                break;
            case Refused refused:
                screen.Note(Refusals.InWords(refused.Code.Id, refused.Text));
                break;
            case Closing { Reason: CloseReason.ShuttingDown }:
                End(TerminalEnd.ShuttingDown);
                break;
            case Closing { Reason: CloseReason.Replaced }:
                End(TerminalEnd.Replaced);
                break;
            case Closing:
                End(leaving ? TerminalEnd.Left : TerminalEnd.Ended);
                break;
            default:
                break;
        }
    }

    private void End(TerminalEnd how)
    {
        if (ended.Task.IsCompleted) return;
        screen.Close();
        if (ended.TrySetResult(how)) Bring(new Disconnected(connection));
    }

    private void Bring(Arrival arrival)
    {
        // Deliveries go through a channel, so nothing that the gateway does in here comes back for the lock.
        lock (turn) gateway?.Receive(person, arrival);
    }
}
