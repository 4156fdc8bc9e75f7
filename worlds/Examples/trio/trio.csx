// Two people and a model: the model hears both, and speaks when it is asked, or when nobody else does.
var host = Models["host"].CreateAgent("Host");
var begun = false;
var done = false;

static void assign_roles(IReadOnlyList<ChatAgent> agents) => Roles.Assign(agents, "Ada", "Ben");

async Task parley()
{
    if (!begun)
    {
        begun = true;
        await LetHostSpeakAsync();
    }

    Turn? turn;
    try
    {
        turn = await Context.NextActAsync(Agents, TimeSpan.FromMinutes(1));
    }
    catch (AgentLeftException left)
    {
        // Uncaught, this would end the world as well, with the runtime's own words.
        foreach (var partner in left.Agent.Partners) partner.Observe($"{left.Agent.DisplayId} has left us. Goodbye!");
        done = true;
        return;
    }

    if (turn is null)
    {
        await LetHostSpeakAsync();
        return;
    }

    host.Observe(turn.Message);
    foreach (var partner in turn.Agent.Partners) partner.Observe(turn.Message);
    if (turn.Message.Text.Contains("@host")) await LetHostSpeakAsync();
    done = turn.Message.IsDone();
}

async Task LetHostSpeakAsync()
{
    foreach (var agent in Agents) agent.ObserveTyping();
    var words = await host.ActAsync();
    foreach (var agent in Agents) agent.Observe(words);
}

bool episode_done() => done;
