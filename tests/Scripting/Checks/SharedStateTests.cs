using ScriptChat.Scripting.Tests.Fakes;

namespace ScriptChat.Scripting.Tests.Checks;

/// <summary>State that conversations share.</summary>
[TestFixture]
internal sealed class SharedStateTests
{
    [Test]
    public Task StaticState_ThatCanChange_IsFound() => Marked.WorldAsync("""
        static int visits; // SC2109
        static string first = "", second = ""; // SC2109, SC2109
        static readonly int[] Sizes = [1, 2];
        static readonly List<string> Words = ["a"];
        static readonly Dictionary<string, int> Counts = [];
        static readonly StringBuilder Log = new();
        const int Limit = 3;
        static int Doubled => visits * 2;
        int turns;
        readonly List<string> seen = [];
        class Board
        {
            public static int Score { get; set; } // SC2109
            public static int Best { get; private set; } // SC2109
            public static int Fixed { get; } = 3;
            public static int Half { get => Score / 2; set => Score = value * 2; }
            public static event Action? Changed; // SC2109
            public static readonly List<int> All;
            static Board() { All = [1]; All.Add(2); }
            int mine;
            public void Add() { mine++; Changed?.Invoke(); }
        }
        void parley()
        {
            turns++;
            seen.Add("a");
            visits++;
            Counts["a"] = 1; // SC2109
            Counts.Remove("a"); // SC2109
            Log.Append("a"); // SC2109
            Sizes[0]++; // SC2109
            Board.All.Clear(); // SC2109
            var a = Words.Contains("a") && Sizes[0] > Limit && Counts.TryGetValue("a", out _);
            var Words2 = new List<string>(Words);
            Words2.Add("b");
        }
        """);

    [Test]
    public async Task LibraryFile_ItsVariables_AreTheConversations_ItsStaticsAreNot()
    {
        using var folder = new TaskFolder(
            ("shared.csx", "int count;\nstatic int all; // SC2109\nstatic readonly List<int> Numbers = [];\nint Next() => ++count + all;"),
            ("echo.csx", "void parley()\n{\n    count = 1;\n    Numbers.Add(Next()); // SC2109\n}\nbool episode_done() => true;"));

        await Marked.CheckAsync(folder);
    }

    [Test]
    public Task ModelScript_ItsVariablesThatChange_AreFound() => Marked.ModelAsync("""
        static int all; // SC2109
        var greeting = "hello";
        var asked = 0;
        List<string> words = ["a"];
        words.Add("b");
        string respond(ModelRequest request)
        {
            asked++; // SC2109
            words.Add(request.Text); // SC2109
            var mine = new List<string>();
            mine.Add(greeting);
            all += 1;
            return new Talk(request).Say();
        }
        class Talk(ModelRequest request)
        {
            int used;
            public string Say() { used++; return request.Text; }
        }
        """);

    [Test]
    public Task ModelClass_ItsFieldsThatChange_AreFound() => Marked.ModelAsync("""
        class Bot : IResponder
        {
            private readonly List<string> words;
            private int asked;
            public Bot() { words = []; words.Add("a"); }
            public async Task<Message> RespondAsync(ModelRequest request, CancellationToken cancellationToken)
            {
                asked++; // SC2109
                await Task.Delay(1, cancellationToken);
                return new Message { Text = words[0] };
            }
        }
        """);
}
