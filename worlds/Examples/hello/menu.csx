async Task<string?> parley() => (await Agent.AskAsync("Where to?", "hello", "EXIT")).Text;

bool episode_done() => false;
