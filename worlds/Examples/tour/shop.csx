// Stands for a call to somebody else's service.
static class Shop
{
    public static async Task<Receipt> OrderAsync(string tea, string key, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (tea == "oolong") throw new InvalidOperationException("oolong is sold out");
        return new Receipt(key.Split('/')[1..], tea.Length * 10);
    }
}

record Receipt(string[] Reference, int Cents);
