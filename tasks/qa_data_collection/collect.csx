// This file is the world. Each call of `parley` is one text: the collector shows it, asks for a question, then for the answer.

const string Seen = "passages_seen";

// A file's variables belong to one conversation; they may use what the conversation is given.
var passages = Context.Module.Get<Passage[]>("passages", []);
var longest = Opt.Get("longest", 300);
var done = false;

async Task parley()
{
    // Nobody gets a text twice: what they have done belongs to the person, and goes along from conversation to conversation.
    var seen = Agent.Data.Get<List<string>>(Seen, []);
    Passage[] fresh = [.. passages.Where(passage => !seen.Contains(passage.Id))];
    if (fresh.Length == 0)
    {
        Say("You have worked on all the texts that there are. Thank you!");
        done = true;
        return;
    }

    // `Context.Random`, not a chance of our own: when the conversation is rebuilt after a crash, it is the same text.
    var passage = fresh[Context.Random.Next(fresh.Length)];
    Say($"{passage.Title}\n\n{passage.Text}\n\nPlease ask a question that this text answers. Say EXIT to stop.");
    if (await Read("question") is not { } question) return;

    Say("Thanks. And what is the answer to your question?");
    if (await Read("answer", other: question) is not { } answer) return;

    // A row of the dataset. It is kept together with the answer itself: both or neither.
    var start = passage.Text.IndexOf(answer, StringComparison.OrdinalIgnoreCase);
    Context.Save(new
    {
        passage = passage.Id,
        question,
        answer,
        answer_start = start < 0 ? (int?)null : start,      // where the text says it in the same words
        at = Context.Now,
    });
    seen.Add(passage.Id);
    Agent.Data.Set(Seen, seen);

    done = await Agent.ChooseAsync("Thank you, that is kept. Would you like another text?", "yes", "no") == "no";
}

// Insists on something that can be kept; null when the person wants to stop. A picture does not get this far: this world has
// not set `AllowImages`, so the runtime tells the person that only text is supported.
async Task<string?> Read(string what, string? other = null)
{
    while (true)
    {
        var act = await Agent.ActAsync();
        var words = act.Text.Trim();
        if (act.IsExit() || act.IsDone())
        {
            Say("All right. What you had begun is not kept.");
            done = true;
            return null;
        }

        if (!words.Any(char.IsLetterOrDigit)) Say($"Please write the {what} in words.");
        else if (words.Length > longest) Say($"That is too long. Please write the {what} in at most {longest} characters.");
        else if (words.Equals(other, StringComparison.OrdinalIgnoreCase)) Say("That was your question. What is its answer?");
        else return words;
    }
}

void Say(string text) => Agent.Observe(new Message { Id = "Collector", Text = text });

bool episode_done() => done;
