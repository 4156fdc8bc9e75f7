using System.Text.Json;
using ScriptChat.Actors;
using ScriptChat.Actors.Recorded;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Pairing;

/// <summary>The conversations that count against <c>conversations = N</c>, in a stream of their own.</summary>
internal static class SlotCount
{
    public static StreamId Stream { get; } = new('s', "conversations");

    public static void Add(IJournal journal, Clock clock, ConversationId conversation) => journal.Append(
        Stream,
        JsonSerializer.SerializeToUtf8Bytes(
            new RecordedStep { At = clock.Now.ToUnixTimeMilliseconds(), Up = (long)clock.Running.TotalMilliseconds, Confirmed = conversation.Value },
            RecordJson.Default.RecordedStep),
        null);

    public static async Task<IReadOnlyList<ConversationId>> ReadAsync(IJournal journal, CancellationToken cancellationToken)
    {
        List<ConversationId> counted = [];
        await foreach (var record in journal.ReadAsync(Stream, cancellationToken))
        {
            if (RecordedStep.Read(record).Confirmed is { } conversation) counted.Add(new ConversationId(conversation));
        }

        return counted;
    }
}
