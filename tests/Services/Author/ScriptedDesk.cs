using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Author;

namespace ScriptChat.Services.Tests.Author;

/// <summary>Knows one person, whose conversation has three events, and says of it what it was asked.</summary>
internal sealed class ScriptedDesk(PersonId known) : IAuthorDesk
{
    private readonly Channel<JsonObject> builds = Channel.CreateUnbounded<JsonObject>();
    private readonly Channel<JsonObject> faults = Channel.CreateUnbounded<JsonObject>();
    private readonly Channel<long> changes = Channel.CreateUnbounded<long>();

    public List<PersonId> Seats { get; } = [];

    public void Build(string state) => builds.Writer.TryWrite(new JsonObject { ["state"] = state, ["text"] = "two\nlines" });

    public void Fault(string code) => faults.Writer.TryWrite(new JsonObject { ["code"] = code });

    public void Change() => changes.Writer.TryWrite(1);

    public IAsyncEnumerable<JsonObject> BuildsAsync(CancellationToken cancellationToken) => builds.Reader.ReadAllAsync(cancellationToken);

    public IAsyncEnumerable<JsonObject> FaultsAsync(PersonId? person, CancellationToken cancellationToken) => faults.Reader.ReadAllAsync(cancellationToken);

    public async IAsyncEnumerable<long> ChangesAsync(PersonId person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (person != known) yield break;
        await foreach (var one in changes.Reader.ReadAllAsync(cancellationToken)) yield return one;
    }

    public Task<JsonObject?> LookAsync(PersonId person, ConversationId? conversation, CancellationToken cancellationToken) =>
        Task.FromResult(person == known ? new JsonObject { ["of"] = conversation?.Value } : null);

    public Task<JsonObject?> LookAtAsync(PersonId person, ConversationId? conversation, int number, CancellationToken cancellationToken) =>
        Task.FromResult(person == known && number is >= 1 and <= 3 ? new JsonObject { ["number"] = number } : null);

    public Task<IReadOnlyList<(PersonId Person, string Name)>?> BranchAsync(PersonId person, ConversationId conversation, int number, Func<PersonId> seat, CancellationToken cancellationToken)
    {
        if (person != known) return Task.FromResult<IReadOnlyList<(PersonId, string)>?>(null);
        if (number == 3) throw new AuthorException(new Diagnostic(RecordCodes.NoBranch, "it is over there"));
        // One more is made than takes a seat.
        Seats.AddRange([seat(), seat(), seat()]);
        return Task.FromResult<IReadOnlyList<(PersonId, string)>?>([(Seats[2], "Bob"), (Seats[0], "Ann")]);
    }
}
