// Two people teach each other words of their languages.
var begun = false;
var done = false;

// Who may be paired at all. Asked when somebody enters the pool, and again when their data change.
static bool eligibility(AgentState state) => state.OnboardData.Get<string>("speaks") != "none";

// Before the first parley. Who is left without a role is not in this conversation and keeps their place in line.
static void assign_roles(IReadOnlyList<ChatAgent> agents)
{
    agents[0].DisplayId = Language(agents[0]);
    var other = agents.FirstOrDefault(agent => Language(agent) != Language(agents[0]));
    if (other is null) agents[0].DisplayId = null;
    else other.DisplayId = Language(other);
}

static string? Language(ChatAgent agent) => agent.OnboardData.Get<string>("speaks");

async Task parley()
{
    if (!begun)
    {
        begun = true;
        foreach (var agent in Agents) agent.Observe($"Here is somebody who speaks {agent.Partners[0].DisplayId}. Say [DONE] when you have had enough.");
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
        if (partner.IsAway) turn.Agent.Observe("They have no connection at the moment, and see it when they are back.");
    }

    // It is over when both think so.
    done = Agents.All(agent => agent.EpisodeDone);
}

bool episode_done() => done;

// When somebody leaves. What waits for them fails with AgentLeftException after that, which ends this world.
void on_leave(ChatAgent agent)
{
    Log.Info($"agent {agent.Index} has left");
    foreach (var partner in agent.Partners.Where(partner => !partner.HasLeft)) partner.Observe("Your partner had to go. Thank you for teaching!");
}

// At the end, however it came.
void shutdown() => Context.Save(new { languages = Agents.Select(Language), both_content = done });
