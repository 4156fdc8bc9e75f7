// A study with rows: a number that must be one, a scale, a free text.
string[] items = Opt.Get<string[]>("items", []);
string[] scale = ["1", "2", "3", "4", "5"];
var done = false;

async Task parley()
{
    var age = await AskNumberAsync("How old are you?", 18, 120);

    foreach (var item in items)
    {
        var begun = Context.Now;
        var answer = await Agent.ChooseAsync($"\"{item}\" How much do you agree, from 1 (not at all) to 5 (very much)?", scale);

        // A row of the dataset. It is kept together with the answer: both or neither.
        Context.Save(new { age, item, answer = int.Parse(answer), seconds = (Context.Now - begun).TotalSeconds });
    }

    var comment = await Agent.AskAsync("Anything that you want to add? Say \"no\" if not.");
    Context.Save(new { age, comment = comment.Text });

    Agent.Data["took_part"] = Context.Now.ToString("O");
    Agent.Observe("That was all. Thank you very much!");
    done = true;
}

// Asks until the answer is a number within limits.
async Task<int> AskNumberAsync(string question, int least, int most)
{
    var act = await Agent.AskAsync(question);
    while (true)
    {
        if (int.TryParse(act.Text, out var number) && number >= least && number <= most) return number;
        act = await Agent.AskAsync($"Please give a number from {least} to {most}.");
    }
}

bool episode_done() => done;
