// A person and a bot. The bot is an agent like any other: it observes what is said, and acts when it is asked to.

const string Help = "Say [RESET] to start anew, [DONE] to end.";

var bot = Models["small_talk"].CreateAgent("Bot");
var begun = false;
var done = false;

async Task parley()
{
    if (!begun)
    {
        begun = true;
        Agent.Observe($"You are connected to the bot. {Help}");
        await LetBotSpeak();
    }

    var act = await Agent.ActAsync();
    if (act.IsDone() || act.IsExit())
    {
        if (act.IsExit()) Agent.Data["next_task"] = "EXIT";
        Agent.Observe("The conversation is over. Thank you.");
        done = true;
    }
    else if (act.IsReset())
    {
        bot.Reset();
        Agent.Observe("The bot has forgotten everything.");
        await LetBotSpeak();
    }
    else
    {
        bot.Observe(act);
        await LetBotSpeak();
    }
}

// What a bot says is shown to nobody until the world shows it.
async Task LetBotSpeak()
{
    Agent.ObserveTyping();
    Agent.Observe(await bot.ActAsync());
}

bool episode_done() => done;
