var done = false;

async Task parley()
{
    Agent.Observe("Tell me about your day.");

    // The reminder runs beside the wait, on the same logical thread, until there is an answer.
    using var answered = new CancellationTokenSource();
    _ = RemindAsync(answered.Token);
    var act = await Agent.ActAsync();
    answered.Cancel();

    Agent.Observe($"Thank you. That took {act.Text.Split(' ').Length} words.");
    done = true;
}

async Task RemindAsync(CancellationToken answered)
{
    try
    {
        await Context.DelayAsync(TimeSpan.FromSeconds(30), answered);
        Agent.Observe("No hurry. A few words will do.");
        await Context.DelayAsync(TimeSpan.FromMinutes(2), answered);
        Agent.Observe("I am still here.");
    }
    catch (OperationCanceledException)
    {
        // They have answered.
    }
}

bool episode_done() => done;
