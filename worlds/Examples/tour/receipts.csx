var arrived = 0;
var done = false;

async Task parley()
{
    Agent.Observe("One.");
    Agent.Observe("Two.");
    await Agent.AskAsync("Three. Are you there?", "yes");
    Agent.Observe($"{arrived} messages have reached you so far.");
    done = true;
}

// The person's client has what it was shown. No sign that they have read it.
void on_delivered(ChatAgent agent, Message message) => arrived++;

bool episode_done() => done;
