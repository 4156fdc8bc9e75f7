using System.Globalization;
using ScriptChat.Host.Tests.Support;

namespace ScriptChat.Host.Tests.Reloading;

/// <summary>How long a save takes to be live, as the runtime itself says it. Prints; nothing is asserted about time.</summary>
[TestFixture, Explicit("measures")]
internal sealed class SpeedTests
{
    private const int Saves = 200;
    private const string Live = "live after ";

    [TestCase("chatbot", "chat.csx")]
    [TestCase("overworld_demo", "worlds.csx")]
    public async Task Saves_OneAfterAnother_TellHowLongTheyTook(string task, string file)
    {
        using var folder = Folder.Copy(task);
        await using var runtime = folder.Serve();
        await runtime.LineAsync("Ctrl-C stops.");
        var text = await File.ReadAllTextAsync(folder.At(file));
        var took = new List<double>();
        for (var save = 1; save <= Saves; save++)
        {
            folder.Write(file, $"{text}\n// {save}\nstatic int Saved{save}() => {save};\n");
            var line = await runtime.LineAsync(Live);
            took.Add(double.Parse(line[(line.IndexOf(Live, StringComparison.Ordinal) + Live.Length)..].Split(' ')[0], CultureInfo.InvariantCulture));
        }

        var first = took[0];
        took.Sort();
        await TestContext.Out.WriteLineAsync($"{task}: first save after the start {first} ms; of {Saves} saves: median {took[Saves / 2]} ms, p95 {took[Saves * 95 / 100]} ms, slowest {took[^1]} ms");
    }
}
