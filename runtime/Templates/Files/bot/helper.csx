// The model: `respond` gets what was said so far and gives the answer. It keeps nothing between two calls; all it knows it reads
// from the request. So a conversation can be rebuilt after a restart, and one script serves everybody at once.

string respond(ModelRequest request)
{
    if (request.History.Count == 0) return "Hello! Ask me about opening hours, prices or the way. Say [DONE] to end.";
    var topic = Topics.FirstOrDefault(topic => topic.Words.Any(word => request.Text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    return topic?.Answer ?? "I do not know that. Ask me about opening hours, prices or the way.";
}

static readonly Topic[] Topics =
[
    new(["open", "hour", "when"], "We are open from 9 to 17, every day but Monday."),
    new(["price", "cost", "ticket"], "A ticket is 5 euros, for children nothing."),
    new(["way", "where", "bus"], "Take bus 12 to the old harbour; we are the red house."),
];

record Topic(string[] Words, string Answer);
