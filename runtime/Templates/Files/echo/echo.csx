// This file is a world, because it has a function `parley`. Its variables are the world's state; every conversation has its own.

var greeted = false;
var done = false;

// One step of the conversation. It is called again and again until `episode_done` says true.
async Task parley()
{
    if (!greeted)
    {
        greeted = true;
        Agent.Observe("Say something, and I say it too. Say [DONE] to end.");
    }

    // Waits until the person speaks. Nobody is in the way meanwhile: a waiting world costs no thread.
    var act = await Agent.ActAsync();
    if (act.IsDone() || act.IsExit()) done = true;
    else Agent.Observe(act with { Id = "Echo" });      // a copy of the message, under another name
}

bool episode_done() => done;
