namespace ScriptChat.Services.Terminal.Client;

/// <summary>The person's words that are not yet known to be safe, and which of them to send now: one after the other, so that a
/// refusal can't change their order. For one thread at a time.</summary>
internal sealed class Courier
{
    private readonly LinkedList<(string Id, string Text)> words = new();
    private string? onTheWay;
    private bool holding;

    /// <summary>Whether all words are safe.</summary>
    public bool IsEmpty => words.Count == 0;

    /// <summary>How often in a row it could not.</summary>
    public int Attempt { get; private set; }

    /// <summary>Takes words that are to be sent.</summary>
    public void Post(string id, string text) => words.AddLast((id, text));

    /// <summary>Words are safe, or given up.</summary>
    public void Settle(string id)
    {
        if (onTheWay != id) return;
        onTheWay = null;
        Attempt = 0;
        words.RemoveFirst();
    }

    /// <summary>The service can't take these words just now: they stay here, to be sent again before those that follow.</summary>
    /// <returns>False when they are not on their way; else call <see cref="Release"/> after a while.</returns>
    public bool Hold(string id)
    {
        if (onTheWay != id) return false;
        onTheWay = null;
        holding = true;
        Attempt++;
        return true;
    }

    /// <summary>The service is to be tried again.</summary>
    public void Release() => holding = false;

    /// <summary>There is a new connection: what was on its way over the old one may not have arrived.</summary>
    public void Begin()
    {
        onTheWay = null;
        holding = false;
    }

    /// <summary>What to send now; null for nothing.</summary>
    public (string Id, string Text)? Next()
    {
        if (holding || onTheWay is not null || words.First is not { } first) return null;
        onTheWay = first.Value.Id;
        return first.Value;
    }

    /// <summary>Gives up all that is not safe.</summary>
    /// <returns>What it was.</returns>
    public IReadOnlyList<string> GiveUp()
    {
        var texts = words.Select(each => each.Text).ToList();
        words.Clear();
        Begin();
        return texts;
    }
}
