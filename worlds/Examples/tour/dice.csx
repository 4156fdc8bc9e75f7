var began = Context.Now;
var rolls = new List<int>();

async Task parley()
{
    await Agent.AskAsync($"Roll {rolls.Count + 1} of 3.", "roll");
    var roll = Context.Random.Next(1, 7);
    rolls.Add(roll);
    Agent.Observe($"You have rolled {roll}.");
    if (rolls.Count < 3) return;

    // An id of one's own, for instance for a voucher: the same one when the conversation is rebuilt.
    var voucher = Context.NewId().ToString("N")[..6];
    Agent.Observe($"{rolls.Sum()} in {(Context.Now - began).TotalSeconds} s. Your voucher: {voucher}.");
    Log.Info($"{Context.WorldName} of {Context.TaskName} is over");
}

bool episode_done() => rolls.Count == 3;
