// This file is a world, because it has a function `parley`; the world's name is the file's. Its variables are the world's
// state, and every conversation has its own.

var greeted = false;
var done = false;

// One step of the conversation. It is called again and again until `episode_done` says true.
async Task parley()
{
    if (!greeted)
    {
        greeted = true;
        Agent.Observe("Say something, and I say it too. Say [DONE] to go back to the menu.");
    }

    var act = await Agent.ActAsync();
    if (act.IsDone() || act.IsExit())
    {
        Agent.Observe("That was all.");
        done = true;
    }
    else
    {
        // A message does not change: this is a copy with another speaker.
        Agent.Observe(act with { Id = "World" });
    }
}

bool episode_done() => done;

// Optional: what the agents are called. Without it they are Agent_0, Agent_1, ...
static void assign_roles(IReadOnlyList<ChatAgent> agents) => agents[0].DisplayId = "EchoAgent";
