// This file is a world, because it has a function `parley`. Its variables are the world's state; every conversation has its own.

var highest = Opt.Get("highest", 20);

// `Context.Random`, not a chance of our own: when the conversation is rebuilt after a restart, it is the same number.
var number = Context.Random.Next(1, highest + 1);
var tries = 0;
var done = false;

// Called again and again until `episode_done` says true.
async Task parley()
{
    var act = tries == 0 ? await Agent.AskAsync($"I think of a number from 1 to {highest}. Which is it?") : await Agent.ActAsync();
    tries++;
    if (act.IsDone() || act.IsExit())
    {
        Agent.Observe($"It was {number}.");
        done = true;
    }
    else if (!int.TryParse(act.Text, out var guess))
    {
        Agent.Observe("A number, please, or [DONE].");
    }
    else if (guess == number)
    {
        Agent.Observe($"That is it! You have tried {tries} times.");
        done = true;
    }
    else
    {
        Agent.Observe(guess < number ? "More." : "Less.");
    }
}

bool episode_done() => done;
