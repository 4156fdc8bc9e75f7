string respond(ModelRequest request)
{
    var people = request.History.Where(said => said.Id != request.Id).Select(said => said.Id).Distinct().ToList();
    return people.Count == 0 ? "Welcome, you two! What shall we talk about?" : $"I hear you, {string.Join(" and ", people)}. Go on!";
}
