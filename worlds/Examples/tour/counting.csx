// This parley awaits nothing. It is called at every event: a word, a tick of the task's clock.
var count = 3;
var next = Context.Now;

void parley()
{
    if (Agent.Act() is { } act)
    {
        Agent.Observe($"\"{act.Text}\" does not stop the count.");
    }
    else if (Context.Now >= next)
    {
        Agent.Observe(count == 0 ? "Lift-off!" : $"{count} ...");
        count--;
        next = Context.Now.AddSeconds(10);
    }
}

bool episode_done() => count < 0;
