var done = false;

async Task parley()
{
    Agent.Observe("What is the capital of Mali? You have one minute.");
    var answer = await Agent.ActAsync(TimeSpan.FromSeconds(40));
    if (answer is null)
    {
        Agent.Observe("Still there? Twenty seconds left.");
        answer = await Agent.ActAsync(TimeSpan.FromSeconds(20));
    }

    Agent.Observe(answer switch
    {
        null => "Time is up. It is Bamako.",
        _ when answer.Text.Contains("bamako", StringComparison.OrdinalIgnoreCase) => "Right!",
        _ => "No, it is Bamako.",
    });
    done = true;
}

bool episode_done() => done;
