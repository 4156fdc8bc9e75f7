// Where people go when nobody was found.
async Task parley()
{
    await Agent.AskAsync("Here is a word to learn meanwhile: \"cisza\" is silence.", "next");
    Agent.Data["next_task"] = "swap";
}

bool episode_done() => true;
