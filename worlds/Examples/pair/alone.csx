// Where people go when nobody was found.
async Task parley()
{
    var answer = await Agent.ChooseAsync("Nobody is here. Do you have time to wait once more?", "yes", "no");
    if (answer == "yes") Agent.Data["next_task"] = "talk";
}

bool episode_done() => true;
