// The conversation. The bot is an agent like any other: it observes what is said, and acts when it is asked to.

var bot = Models["helper"].CreateAgent("Helper");
var begun = false;
var done = false;

async Task parley()
{
    if (!begun)
    {
        begun = true;
        await LetBotSpeak();
    }

    var act = await Agent.ActAsync();
    if (act.IsDone() || act.IsExit())
    {
        done = true;
        return;
    }

    bot.Observe(act);
    await LetBotSpeak();
}

// What a bot says is shown to nobody until the world shows it.
async Task LetBotSpeak()
{
    Agent.ObserveTyping();
    Agent.Observe(await bot.ActAsync());
}

bool episode_done() => done;
