using ScriptChat.Services.Browser.Limits;

namespace ScriptChat.Services.Browser.Visitors;

/// <summary>Gathers an answer: waits for the first message, then until it is quiet. What comes later stays for the next call.</summary>
internal sealed class Collector(Visitor visitor, BrowserSettings settings)
{
    private bool IsFull => visitor.Unanswered.Count >= settings.Visitors.AnswerMessages;

    /// <summary>Takes what is there already.</summary>
    public void TakeWaiting()
    {
        while (!IsFull && visitor.Inbox.TryRead(out var delivery)) visitor.Unanswered.Add(delivery);
    }

    /// <summary>Waits for what is said now.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        // Who talks without end is cut at the time of the first wait.
        using var longest = new CancellationTokenSource(settings.Visitors.AnswerWithin, settings.Time);
        using var first = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, cancellationToken);
        if (IsFull || !await ArrivesAsync(first.Token, cancellationToken)) return;
        TakeWaiting();
        while (!IsFull)
        {
            using var pause = new CancellationTokenSource(settings.Visitors.Quiet, settings.Time);
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, first.Token);
            if (!await ArrivesAsync(quiet.Token, cancellationToken)) return;
            TakeWaiting();
        }
    }

    private async Task<bool> ArrivesAsync(CancellationToken wait, CancellationToken gone)
    {
        try
        {
            return await visitor.Inbox.WaitToReadAsync(wait);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return false;
        }
    }
}
