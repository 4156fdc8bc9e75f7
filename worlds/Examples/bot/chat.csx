// A person and a model. The model hears what the world lets it observe, and speaks when the world asks it to.
var polly = Models["parrot"].CreateAgent("Polly");
var done = false;

async Task parley()
{
    var act = await Agent.ActAsync();
    if (act.IsReset())
    {
        polly.Reset();
        Agent.Observe($"{polly.Id} has forgotten everything.");
    }
    else if (act.IsDone())
    {
        Agent.Observe($"You have said {polly.History.Count(said => said.Id != polly.Id)} things.");
        done = true;
    }
    else
    {
        polly.Observe(act);
        Agent.ObserveTyping();
        Agent.Observe(await polly.ActAsync());
    }
}

bool episode_done() => done;
