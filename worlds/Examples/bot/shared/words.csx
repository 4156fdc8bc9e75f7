static string LastWord(string text) =>
    text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last.Trim('.', '!', '?', ',') : "...";
