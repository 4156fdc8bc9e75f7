using System.Text;
using ScriptChat.Messages;
using ScriptChat.Records.Export;
using ScriptChat.Records.Transcripts;

namespace ScriptChat.Records.Tests.Export;

/// <summary>Transcripts made by hand, and exports of them.</summary>
internal static class Texts
{
    /// <summary>Every character that some reader takes for the end of a line, and halves of pairs.</summary>
    public const string Awkward = "a\nb\r\nc\vd\fe\u001cf\u001dg\u001eh\u0085i\u2028j\u2029k \"quoted\", \\ and \ud83d\ude00 but \ud800 alone, \udc00";

    private static readonly DateTimeOffset Begun = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ConversationTranscript Talk(params (string Speaker, string Text)[] turns) => new()
    {
        Id = new ConversationId("c1"),
        Task = "chat",
        World = "Chat",
        Kind = ConversationKind.Task,
        Version = "v1",
        Run = 2,
        Begun = Begun,
        Ended = Begun.AddSeconds(turns.Length),
        Outcome = "done",
        Events = turns.Length,
        People = [new TranscriptPerson(0, new PersonId("test:ann"), "Agent_0", "done"), new TranscriptPerson(1, new PersonId("test:bob"), "Agent_1", "done")],
        Rows = [],
        Turns = [.. turns.Select((turn, index) => new TranscriptTurn
        {
            Number = index + 1,
            Event = index + 1,
            Time = Begun.AddSeconds(index),
            Kind = turn.Speaker.StartsWith("Agent_", StringComparison.Ordinal) ? TurnKind.Person : TurnKind.World,
            Speaker = turn.Speaker,
            Person = turn.Speaker switch { "Agent_0" => new PersonId("test:ann"), "Agent_1" => new PersonId("test:bob"), _ => null },
            Text = turn.Text,
            ShownTo = [0, 1],
            Version = "v1",
            Run = 2,
        })],
    };

    public static async IAsyncEnumerable<ConversationTranscript> Each(params IEnumerable<ConversationTranscript> transcripts)
    {
        await Task.CompletedTask;
        foreach (var transcript in transcripts) yield return transcript;
    }

    public static async Task<string> ExportAsync(ExportOptions options, params ConversationTranscript[] transcripts)
    {
        using var output = new MemoryStream();
        await Exporter.WriteAsync(Each(transcripts), output, options);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
