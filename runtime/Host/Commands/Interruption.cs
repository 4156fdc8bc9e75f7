using System.Runtime.InteropServices;
using ScriptChat.Host.Output;

namespace ScriptChat.Host.Commands;

/// <summary>Ctrl-C and the system's request to end: the first asks to stop in good order, the second to stop at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource once;
    private readonly CancellationTokenSource again = new();
    private readonly TaskCompletionSource requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration keyboard;
    private readonly PosixSignalRegistration system;
    private readonly CancellationTokenRegistration outside;

    public Interruption(Terminal terminal, CancellationToken cancellationToken)
    {
        once = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        outside = once.Token.Register(() => requested.TrySetResult());
        keyboard = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            ByKeyboard = true;
            Ask(context, terminal);
        });
        system = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Ask(context, terminal));
    }

    /// <summary>Whether it was Ctrl-C.</summary>
    public bool ByKeyboard { get; private set; }

    /// <summary>Cancelled at the first request.</summary>
    public CancellationToken Token => once.Token;

    /// <summary>Cancelled at the second request.</summary>
    public CancellationToken Again => again.Token;

    /// <summary>Ends at the first request.</summary>
    public Task Requested => requested.Task;

    public void Dispose()
    {
        keyboard.Dispose();
        system.Dispose();
        outside.Dispose();
        once.Dispose();
        again.Dispose();
    }

    private void Ask(PosixSignalContext context, Terminal terminal)
    {
        // Should even ending at once not end it, the third is the system's.
        context.Cancel = !again.IsCancellationRequested;
        if (once.IsCancellationRequested)
        {
            terminal.Line("[grey]Ending at once.[/]");
            again.Cancel();
        }
        else
        {
            once.Cancel();
        }
    }
}
