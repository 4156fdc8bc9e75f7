// This file is a world, because it has a function `parley`. Here one call of it is the whole survey.

var done = false;

async Task parley()
{
    // Only one of the answers that are offered will do; anything else is asked again.
    var often = await Agent.ChooseAsync("How often do you travel by train?", "daily", "weekly", "seldom", "never");

    // The next question may depend on what was said.
    var why = often == "never"
        ? await Words("What keeps you from it?")
        : await Words("What do you like best about it?");

    var stars = await Number("And how many stars do you give to trains, from 1 to 5?", 1, 5);

    // A row of the dataset. It is kept together with the last answer: both or neither, even if the service dies right here.
    Context.Save(new { often, why, stars, at = Context.Now });
    Agent.Data["took_part"] = true;
    Agent.Observe("Thank you, that is kept.");
    done = true;
}

// Asks until there are words in the answer.
async Task<string> Words(string question)
{
    var act = await Agent.AskAsync(question);
    while (!act.Text.Any(char.IsLetter)) act = await Agent.AskAsync("Please say it in words.");
    return act.Text.Trim();
}

// Asks until the answer is a number within limits. Buttons are a help; people may type all the same.
async Task<int> Number(string question, int lowest, int highest)
{
    var replies = Enumerable.Range(lowest, highest - lowest + 1).Select(number => $"{number}");
    var act = await Agent.AskAsync(question, replies);
    while (true)
    {
        if (int.TryParse(act.Text, out var number) && number >= lowest && number <= highest) return number;
        act = await Agent.AskAsync($"Please give a number from {lowest} to {highest}.", replies);
    }
}

bool episode_done() => done;
