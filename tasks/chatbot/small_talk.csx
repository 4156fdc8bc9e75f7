// A bot in the tradition of Joseph Weizenbaum's ELIZA (1966), and an example of a model of your own. A model script has a
// function `respond` that takes what was said so far and gives the answer; it may be async, and may give a `Message`.
//
// It keeps nothing between two calls: all it knows it reads from `request.History`, and all chance comes from
// `request.Random`. So a conversation can be rebuilt after a crash, and one script serves everybody at once.

using System.Text.RegularExpressions;

string respond(ModelRequest request)
{
    var talk = new Talk(request);
    if (talk.IsBeginning) return talk.Say("Hello. I am a simple bot, and I like to listen. What shall I call you?", "Hello! I am a simple bot. What is your name?");
    if (talk.NewName is { } name) return talk.Say($"Nice to meet you, {name}. What is on your mind?", $"Hello {name}. How are you today?");

    if (Regex.IsMatch(talk.Words, @"\b(?:what is|what's|do you (?:know|remember)) my name\b|\bwho am i\b", Ignoring)
        && talk.Fresh(talk.Name is { } known
            ? [$"You are {known}.", $"{known}. I have not forgotten."]
            : ["You have not told me yet. What is your name?", "I do not know it yet. What shall I call you?"]) is { } reminded)
        return reminded;

    // The first rule that fits and has something new to say answers.
    foreach (var rule in Rules)
    {
        if (Regex.Match(talk.Words, rule.Pattern, Ignoring) is not { Success: true } match) continue;
        if (talk.Fresh(Fill(rule.Answers, match, talk)) is { } answer) return answer;
    }

    // Nothing fits: come back to something of earlier, or keep them talking.
    if (talk.Topic is { } topic && talk.Fresh($"Earlier you spoke of {topic}. Does this have to do with it?", $"Let us go back to {topic}. How do you feel about it now?") is { } reminder)
        return reminder;
    return talk.Say(KeepTalking);
}

const RegexOptions Ignoring = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

// "my old friend": a thing of theirs, with the word before it where that is a common one.
const string Mine = @"\bmy (?!name)((?:(?:old|new|little|big|best|own|first|last|young|good|bad) )?\w+)";

// A pattern and its answers. {0} is what the pattern's brackets caught, said from the bot's side: "my dog" becomes "your dog".
// {name} is the person's name, when they have told it. The order is the order of importance.
record Rule(string Pattern, params string[] Answers);

static readonly Rule[] Rules =
[
    new(@"\b(?:kill|hurt) myself|suicid|want to die\b",
        "I am only a program, and this matters. Please talk to somebody now: a friend, a doctor, or your country's emergency number.",
        "Please do not stay alone with this. Call somebody you trust, or the emergency number. I am only a program."),

    // The beginning and the end of a talk.
    new(@"\b(?:good ?bye|bye|see you|good night|farewell)\b",
        "Goodbye{name}. I liked talking with you. Say [DONE] when you want to end.", "See you{name}. Take care. Say [DONE] to end."),
    new(@"\b(?:thanks|thank you|thx)\b", "You are welcome{name}.", "With pleasure. Is there anything else?", "Do not mention it. What else is on your mind?"),
    new(@"^(?:hi|hello|hey|good (?:morning|afternoon|evening)|greetings)\b",
        "Hello{name}. How are you today?", "Hi{name}. What is on your mind?", "Hello{name}. Tell me something about yourself."),
    new(@"\b(?:sorry|apologi[sz]e)\b", "There is nothing to be sorry for.", "No need to apologize. Go on."),

    // Questions about the two of us.
    new(@"\bhow are you\b", "I am well, as far as a program can be. And you?", "All my rules are in order. How about you?"),
    new(@"\b(?:who|what) are you\b|\byour name\b", "I am a bot: a list of rules, and a little chance.", "I am a program that listens. Let us talk about you."),
    new(@"\bare you (?:really )?((?:a |an )?(?:bot|robot|human|person|machine|computer|program|real|alive))\b",
        "Would it matter to you if I were {0}?", "I am a program. What made you wonder?"),
    new(@"\bwhat can you do\b|\bhelp me\b", "I can listen, and ask. What is it about?", "I am good at questions. Tell me what is on your mind."),
    new(@"\b(?:you are|you're) (.+)", "What makes you think that I am {0}?", "Does it please you to think that I am {0}?", "Perhaps I am {0}. And you?"),
    new(@"\byou (?:don'?t|do not|never|can't|cannot) (.+)", "What makes you say that I do not {0}?", "Perhaps I do not {0}. Does it trouble you?"),
    new(@"\bwhy don'?t you (.+)", "Do you think that I should {0}?", "Perhaps in time I will {0}.", "Would you like me to {0}?"),
    new(@"\b(?:can|could|will|would) you (.+)", "What would it mean to you if I could {0}?", "Perhaps you would like to {0} yourself?"),
    new(@"\bi (\w+) you\b", "Why do you {0} me?", "Whom else do you {0}?"),

    // Feelings.
    new(@"\bi(?: am|'m)(?: (?:so|very|really|a bit|quite|just|feeling))* (sad|unhappy|lonely|tired|angry|afraid|scared|worried|stressed|depressed|nervous|sick|bored|upset)\b",
        "I am sorry to hear that you are {0}. What has happened?", "How long have you been {0}?", "What would help you when you are {0}?"),
    new(@"\bi(?: am|'m)(?: (?:so|very|really|quite|feeling))* (happy|glad|good|fine|well|great|excited|proud|better|ok|okay)\b",
        "That is good to hear. What makes you {0}?", "I am glad that you are {0}. Has it to do with somebody?", "Tell me what has made you {0}."),
    new(@"\bi feel (?:like )?(.+)", "Tell me more about feeling {0}.", "Do you often feel {0}?", "When did you begin to feel {0}?"),
    new(@"^(?:good|fine|great|well|okay|ok|not bad)\b", "I am glad. What have you been doing lately?", "Good to hear. What is on your mind?"),
    new(@"^(?:bad|not (?:so )?(?:good|well|great)|terrible|awful)\b", "I am sorry. What has happened?", "That does not sound easy. Do you want to tell me more?"),

    // What people say of themselves.
    new(@"\bi (?:need|have to have) (.+)", "Why do you need {0}?", "Would it really help you to get {0}?", "What would change if you had {0}?"),
    new(@"\bi (?:can't|cannot|can not|couldn't) (.+)", "What keeps you from it? Perhaps you could {0} if you tried another way.", "What would it take so that you could {0}?", "How do you know that you can't {0}?"),
    new(@"\bi (?:want|wish|would like|hope) to (.+)", "What would it mean to you to {0}?", "What stands in your way to {0}?", "Suppose you could {0}. What then?"),
    new(@"\bi (?:want|wish for|would like|hope for) (.+)", "Suppose you got {0}. What then?", "What would it change if you got {0}?"),
    new(@"\bi (?:love|like) to (.+)", "What does it give you to {0}?", "When did you last {0}?", "With whom do you {0}?"),
    new(@"\bi (?:love|like|enjoy|adore) (.+)", "What do you like about {0}?", "How did you come to like {0}?", "Whom do you share {0} with?"),
    new(@"\bi (?:hate|dislike|can't stand) (.+)", "What is it about {0}?", "Have you always felt so about {0}?"),
    new(@"\bi (?:remember|think of|miss) (.+)", "What else comes to mind with {0}?", "Why do you think of {0} just now?"),
    new(@"\bi (?:dreamt|dreamed|had a dream) (?:of |about |that )?(.+)", "What does {0} mean to you?", "Do you often dream of such things?"),
    new(@"\bi (?:think|believe|guess) (?:that )?(?!so\b)(.+)", "What makes you think that {0}?", "Do you have doubts that {0}?"),
    new(@"\bi(?: am|'m) (.+)", "How long have you been {0}?", "How do you feel about being {0}?", "Did you come here because you are {0}?"),
    new(@"\bi had (.+)", "What was it like to have {0}?", "Tell me more about it.", "How is it now?"),
    new(@"\bi was (.+)", "Tell me more about the time when you were {0}.", "What was it like?"),
    new(@"\bmy (mother|mum|mom|father|dad|parents|sister|brother|wife|husband|partner|girlfriend|boyfriend|son|daughter|children|family|friends?)\b",
        "Tell me more about your {0}.", "How do you get on with your {0}?", "What comes to mind first when you think of your {0}?"),
    new(Mine, "Tell me more about your {0}.", "Is your {0} important to you?", "Why do you mention your {0}?"),
    new(@"\bbecause (.+)", "Is that the real reason?", "What other reasons might there be?", "If it were not so, what would you do?"),

    new(@"^(?:he|she|they)\b", "How is that for you?", "And what do you do then?", "Why do you think that is so?"),

    // Short answers, and ways of speaking.
    new(@"^(?:yes|yeah|yep|sure|of course|indeed)\b", "I see. Can you tell me a little more?", "You seem sure. Why is that?", "And how do you feel about that?"),
    new(@"^(?:no|nope|nah|not really)\b", "Why not?", "Are you saying no just to be careful?", "All right. What would you rather talk about?"),
    new(@"^(?:maybe|perhaps|i don'?t know|not sure|dunno)\b", "What would make you more certain?", "Take your time. What does your first thought say?"),
    new(@"\b(?:always|never|everybody|everyone|nobody|no one)\b", "Can you think of an example?", "Really without any exception?"),
    new(@"^(?:why|how|what|when|where|who|which|do|does|is|are)\b|\?\s*$",
        "What do you think yourself?", "Why do you ask?", "What answer would please you most?", "I do not know such things. How did the question come to you?"),
];

// What people answer to "What is your name?" when they do not tell it.
static readonly string[] NoName = ["hi", "hello", "hey", "yes", "no", "ok", "okay", "thanks", "bye", "nothing", "why", "fine", "good", "well", "sad", "tired"];

static readonly string[] KeepTalking =
[
    "Please go on.", "Tell me more.", "I see. And what does that tell you?", "How does that make you feel?", "What else comes to mind?",
    "That is interesting. Why do you say it?", "Can you put it in other words?", "Let us stay with that for a moment. What matters most in it?",
];

// A rule's answers for what it matched. One that speaks of a name or a rest that is not there reads well without it.
static IEnumerable<string> Fill(string[] answers, Match match, Talk talk)
{
    var rest = match.Groups.Count > 1 ? Reflect(match.Groups[1].Value) : "";
    return answers
        .Where(answer => rest.Length > 0 || !answer.Contains("{0}"))
        .Select(answer => answer.Replace("{0}", rest).Replace("{name}", talk.Name is { } name ? $", {name}" : ""));
}

// The other side of words: "I am in my room" becomes "you are in your room".
static string Reflect(string words)
{
    var first = Regex.Split(words, @"[.!?;,]|\bbut\b", Ignoring)[0].Trim();
    return Regex.Replace(first, @"\b(?:i am|i'm|i was|you are|you're|you were|i've|you've|i|me|my|mine|myself|you|your|yours|yourself)\b",
        match => OtherSide[match.Value.ToLowerInvariant()], Ignoring);
}

static readonly IReadOnlyDictionary<string, string> OtherSide = new Dictionary<string, string>
{
    ["i am"] = "you are", ["i'm"] = "you are", ["i was"] = "you were", ["i've"] = "you have", ["i"] = "you", ["me"] = "you",
    ["my"] = "your", ["mine"] = "yours", ["myself"] = "yourself", ["you are"] = "I am", ["you're"] = "I am", ["you were"] = "I was",
    ["you've"] = "I have", ["you"] = "me", ["your"] = "my", ["yours"] = "mine", ["yourself"] = "myself",
};

// What the bot knows of the talk so far: all of it is read from the history.
class Talk(ModelRequest request)
{
    const int LongEnoughAgo = 8;

    readonly List<string> own = [.. request.History.Where(said => said.Id == request.Id).Select(said => said.Text)];
    readonly List<Message> theirs = [.. request.History.Where(said => said.Id != request.Id)];

    public bool IsBeginning => theirs.Count == 0;

    public string Words => request.Text.Replace('’', '\'').Trim();

    // The name that they have told last, if they have.
    public string? Name => NameWithin(request.History.Count);

    // The name, when it is news.
    public string? NewName => NameAt(request.History.Count - 1) is { } name && name != NameWithin(request.History.Count - 1) ? name : null;

    // Something that mattered to them before the last message, and that the bot has not come back to yet.
    public string? Topic => theirs.SkipLast(1)
        .Select(said => Regex.Match(said.Text, Mine + @"|(?<=\bi (?:love|like|enjoy|miss|hate) )(?!to\b)(?:the |a |an |my )?\w+", Ignoring))
        .Where(match => match.Success)
        .Select(match => Reflect(match.Value))
        .FirstOrDefault(topic => !own.Exists(said => said.Contains($"spoke of {topic}.") || said.Contains($"back to {topic}.")));

    // One of the answers, but for those given lately; the one given longest ago when there is no other.
    public string Say(params string[] answers) => Fresh(answers) ?? answers.MinBy(own.LastIndexOf)!;

    // One of the answers that was not given lately, or null.
    public string? Fresh(params IEnumerable<string> answers)
    {
        var fresh = answers.Except(own.TakeLast(LongEnoughAgo)).ToList();
        return fresh.Count == 0 ? null : fresh[request.Random.Next(fresh.Count)];
    }

    string? NameWithin(int count) => Enumerable.Range(0, count).Select(NameAt).LastOrDefault(name => name is not null);

    string? NameAt(int index)
    {
        var said = request.History[index];
        if (said.Id == request.Id) return null;
        if (Regex.Match(said.Text, @"\bmy name(?: is|'s) (\p{L}+)|^(?:please )?call me (\p{L}+)$", Ignoring) is { Success: true } told)
            return Capital(told.Groups[1].Value + told.Groups[2].Value);

        // "I'm Ada": a name begins with a capital. Or a word, right after having been asked.
        var introduced = Regex.Match(said.Text, @"^(?i:(?:hi|hello|hey)[,!.]? )?(?i:i am|i'm|this is) (\p{Lu}\p{Ll}+)\b");
        if (introduced.Success && !NoName.Contains(introduced.Groups[1].Value.ToLowerInvariant())) return introduced.Groups[1].Value;
        var asked = index > 0 && Regex.IsMatch(request.History[index - 1].Text, "What (?:shall I call you|is your name)");
        var word = Regex.Match(said.Text, @"^(?:(?:hi|hello|hey)[,!]? )?(?:i am |i'm |it's |it is )?(\p{L}+)[.!]?$", Ignoring);
        return asked && word.Success && !NoName.Contains(word.Groups[1].Value.ToLowerInvariant()) ? Capital(word.Groups[1].Value) : null;
    }

    static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
