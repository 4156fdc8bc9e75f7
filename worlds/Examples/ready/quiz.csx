var done = false;

async Task parley()
{
    Agent.Observe("Is a tomato a fruit?", "yes", "no", "it depends");

    // Insists on one of the answers, but not for ever; null when the time is over.
    var answer = await Agent.ActWithTimeoutAsync(Context, TimeSpan.FromSeconds(30), ["yes", "no", "it depends"]);
    Agent.Observe(answer is null ? "Time is up." : $"\"{answer.Text}\" is what botanists say too.");
    done = true;
}

bool episode_done() => done;
