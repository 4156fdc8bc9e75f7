// A model's script stands alone: it sees what it #loads, and nothing else of the task.
#load "shared/words.csx"

// It keeps nothing between two calls. What it knows is in the request: the history, chance, its settings.
string respond(ModelRequest request)
{
    var moods = request.Info.Get<string[]>("moods", ["Hm."]);
    var mood = moods[request.Random.Next(moods.Length)];
    var turns = request.History.Count(said => said.Id == request.Id) + 1;
    return $"{mood} {LastWord(request.Text)}! That was number {turns}.";
}
