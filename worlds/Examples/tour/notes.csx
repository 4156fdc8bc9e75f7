var done = false;

async Task parley()
{
    // Data goes along with the person from world to world.
    var visits = Agent.Data.Get("visits", 0) + 1;
    Agent.Data.Set("visits", visits);
    Agent.Data["last_visit"] = Context.Now.ToString("yyyy-MM-dd");
    Agent.Data.Merge(new JsonObject { ["mood"] = "good", ["draft"] = null });   // null removes

    // StoredData is kept for good; a type of your own is fine.
    var profile = Agent.StoredData.Get<Profile>("profile");
    if (profile is null)
    {
        var name = await Agent.AskAsync("We have not met. What is your name?");
        profile = new Profile(name.Text, visits);
        Agent.StoredData.Set("profile", profile);
    }

    Agent.Observe($"{profile.Name}, this is visit {visits}. I know: {string.Join(", ", Agent.Data.Keys)}.");
    if (visits > 1) Agent.Data.Remove("mood");
    done = true;
}

bool episode_done() => done;

record Profile(string Name, int FirstVisit);
