var done = false;

async Task parley()
{
    var act = await Agent.ActAsync();
    if (act.IsDone()) done = true;
    else Agent.Observe(act with { Id = "World" });
}

bool episode_done() => done;
