var done = false;

async Task parley()
{
    var tea = await Agent.ChooseAsync("Which tea?", "assam", "oolong");
    try
    {
        // The work gets a key that is the same if a crash makes it run again, so that the shop can
        // tell a repeated order from a second one.
        var receipt = await Context.OnceAsync("order", (key, ended) => Shop.OrderAsync(tea, key, ended));
        Agent.Observe($"Ordered, for {receipt.Cents} cents. Reference: {string.Join("-", receipt.Reference)}.");
        done = true;
    }
    catch (SideEffectException failed)
    {
        Log.Warn($"{failed.Name} failed with {failed.Kind}");
        Agent.Observe("That did not work. Something else, perhaps?");
    }
}

bool episode_done() => done;
