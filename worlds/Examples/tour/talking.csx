var done = false;

async Task parley()
{
    // Words without a speaker's name, and words of somebody.
    Agent.Observe("Night falls.");
    Agent.Observe(new Message { Id = "Owl", Text = "Good evening." });

    // A question with answers to pick from. They are a hint: a person may type something else.
    var answer = await Agent.AskAsync("Do you like owls?", "yes", "no");

    // A message never changes; `with` makes a copy. A person's words have their role as Id.
    Agent.Observe(answer with { Id = "Echo" });

    // The owl seems to think, then speaks.
    Agent.ObserveTyping();
    await Context.DelayAsync(TimeSpan.FromSeconds(2));
    Agent.Observe(new Message
    {
        Id = "Owl",
        Text = $"So {answer.Id} says: {answer.Text}.",
        QuickReplies = ["Good night"],
    });

    await Agent.ActAsync();
    done = true;
}

bool episode_done() => done;
