var done = false;

async Task parley()
{
    var name = await Agent.AskAsync("Hello! What is your name?");
    var mood = await Agent.ChooseAsync($"Nice to meet you, {name.Text}. How are you?", "fine", "so so");
    Agent.Observe(mood == "fine" ? "Good to hear!" : "I hope it gets better.");
    done = true;
}

bool episode_done() => done;
