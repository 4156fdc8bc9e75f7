using ScriptChat.Inspection.Variables;

namespace ScriptChat.Inspection.Tests;

/// <summary>Variables are read, never asked.</summary>
[TestFixture]
internal sealed class VariableTests
{
    [Test]
    public void Values_OfEveryKind_AreReadable() => Assert.That(Read(new Kinds()), Is.EqualTo(
        """{"flag":true,"count":7,"ratio":0.5,"nothing":null,"text":"a","day":"Monday","list":[1,2],"map":{"a":1,"2":null},"pair":{"Item1":1,"Item2":"b"},"Name":"n","nested":{"Inner":{"X":1}},"later":"(function)","lazy":"{RangeIterator<Int32>}"}"""));

    [Test]
    public void Values_WithCodeOfTheirOwn_AreNotRun()
    {
        var read = Read(new Holder(new Trap()));
        Assert.That(read, Is.EqualTo("""{"value":{"inside":1}}"""));
        Assert.That(Trap.Sprung, Is.False);
    }

    [Test]
    public void Values_WithoutEnd_AreCut()
    {
        var knot = new Knot { Name = new string('x', 5000) };
        knot.Next = knot;
        knot.Many.AddRange(Enumerable.Range(0, 100_000));
        var read = Read(knot);
        Assert.That(read, Does.Contain("…").And.Contain("{Knot}"));
        Assert.That(read, Has.Length.LessThan(2000));
        Assert.That(Read(new Holder(Enumerable.Range(0, 25).Select(_ => Enumerable.Range(0, 25).Select(_ => new List<int>(Enumerable.Range(0, 25))).ToList()).ToList())), Has.Length.LessThan(8000), "600 values in all");
    }

    private static string Read(object target) => new VariableReader().OfWorld(target).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

#pragma warning disable CS0414, IDE0051, IDE0052, CA1823, CA1805, CA1822 // They are read by reflection.
    private sealed class Kinds
    {
        private readonly bool flag = true;
        private readonly int count = 7;
        private readonly double ratio = 0.5;
        private readonly string? nothing = null;
        private readonly string text = "a";
        private readonly DayOfWeek day = DayOfWeek.Monday;
        private readonly List<int> list = [1, 2];
        private readonly Dictionary<object, object?> map = new() { ["a"] = 1, [2] = null };
        private readonly (int, string) pair = (1, "b");

        public string Name { get; } = "n";

        private readonly Outer nested = new(new Inside(1));
        private readonly Func<int> later = () => 1;
        private readonly IEnumerable<int> lazy = Enumerable.Range(0, 3);
    }

    private sealed record Outer(Inside Inner);

    private sealed record Inside(int X);

    private sealed class Holder(object value)
    {
        private readonly object value = value;
    }

    private sealed class Trap : IEnumerable<int>
    {
        private readonly int inside = 1;

        public static bool Sprung { get; private set; }

        public int Property => Spring();

        public override string ToString() => $"{Spring()}";

        public override int GetHashCode() => Spring();

        public override bool Equals(object? obj) => Spring() == 0;

        public IEnumerator<int> GetEnumerator()
        {
            yield return Spring();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private static int Spring()
        {
            Sprung = true;
            return 0;
        }
    }

    private sealed class Knot
    {
        public string Name { get; set; } = "";

        public Knot? Next { get; set; }

        public List<int> Many { get; } = [];
    }
#pragma warning restore CS0414, IDE0051, IDE0052, CA1823, CA1805, CA1822
}
