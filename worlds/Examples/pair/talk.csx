// Two people get to know each other.
var begun = false;
var done = false;

// Who may be paired at all. Asked when somebody enters the pool.
static bool eligibility(AgentState state) => state.OnboardData.Get("has_time", false);

// Before the first parley. Who is left without a role is not in this conversation and goes back to their place in line.
static void assign_roles(IReadOnlyList<ChatAgent> agents)
{
    foreach (var agent in agents) agent.DisplayId = agent.OnboardData.Get<string>("name");
}

async Task parley()
{
    if (!begun)
    {
        begun = true;
        foreach (var agent in Agents) agent.Observe($"This is {agent.Partners[0].DisplayId}. Say [DONE] when you have had enough.");
    }

    var turn = await Context.NextActAsync(Agents, TimeSpan.FromMinutes(5));
    if (turn is null)
    {
        foreach (var agent in Agents) agent.Observe("It has become quiet, so this is the end.");
        done = true;
        return;
    }

    if (turn.Message.IsDone()) turn.Agent.EpisodeDone = true;
    foreach (var partner in turn.Agent.Partners)
    {
        partner.Observe(turn.Message.IsDone() ? turn.Message with { Text = "I would like to stop." } : turn.Message);
        if (partner.IsAway) turn.Agent.Observe($"{partner.DisplayId} has no connection at the moment, and sees it later.");
    }

    // It is over when both think so.
    done = Agents.All(agent => agent.EpisodeDone);
}

bool episode_done() => done;

// When somebody leaves. After that, whatever waits for them throws, which ends this world.
void on_leave(ChatAgent agent)
{
    Log.Info($"agent {agent.Index} has left");
    foreach (var partner in agent.Partners.Where(partner => !partner.HasLeft)) partner.Observe($"{agent.DisplayId} had to go.");
}

// At the end, however it came.
void shutdown() => Context.Save(new { both_had_enough = done });
