using System.Text.Json.Nodes;
using ScriptChat.Engine;
using ScriptChat.Engine.Replaying;
using ScriptChat.Inspection;
using ScriptChat.Messages;
using ScriptChat.Services.Author;

namespace ScriptChat.Host.Authoring;

/// <summary>What the author's view shows: saves from the catalog, conversations from the inspector.</summary>
internal sealed class AuthorDesk : IAuthorDesk, IAsyncDisposable
{
    private ConversationInspector? inspector;
    private ConversationBrancher? brancher;

    /// <param name="folder">The task's folder.</param>
    public AuthorDesk(string folder)
    {
        Builds = new BuildBoard(folder);
        Faults = new FaultBoard(folder);
        Changes = new ChangeBoard(person => inspector?.ConversationOf(person));
        Changes.Left += () => inspector?.ForgetAsync() ?? Task.CompletedTask;
    }

    public BuildBoard Builds { get; }

    public FaultBoard Faults { get; }

    public ChangeBoard Changes { get; }

    /// <summary>There are conversations to look at from now on.</summary>
    public void Open(ChatEngine engine)
    {
        inspector = new ConversationInspector(engine);
        brancher = new ConversationBrancher(engine);
    }

    public IAsyncEnumerable<JsonObject> BuildsAsync(CancellationToken cancellationToken) => Builds.ListenAsync(cancellationToken);

    public IAsyncEnumerable<JsonObject> FaultsAsync(PersonId? person, CancellationToken cancellationToken) => Faults.ListenAsync(
        async conversation => person is { } who && await inspector!.WasInAsync(who, new ConversationId(conversation), cancellationToken),
        cancellationToken);

    public IAsyncEnumerable<long> ChangesAsync(PersonId person, CancellationToken cancellationToken) => Changes.WatchAsync(person, cancellationToken);

    public Task<JsonObject?> LookAsync(PersonId person, ConversationId? conversation, CancellationToken cancellationToken) =>
        inspector!.LookAsync(person, conversation, cancellationToken);

    public Task<JsonObject?> LookAtAsync(PersonId person, ConversationId? conversation, int number, CancellationToken cancellationToken) =>
        inspector!.LookAtAsync(person, conversation, number, cancellationToken);

    public async Task<IReadOnlyList<(PersonId Person, string Name)>?> BranchAsync(PersonId person, ConversationId conversation, int number, Func<PersonId> seat, CancellationToken cancellationToken)
    {
        if (!await inspector!.WasInAsync(person, conversation, cancellationToken)) return null;
        try
        {
            return await brancher!.BranchAsync(conversation, number, seat, cancellationToken);
        }
        catch (ReplayException refused)
        {
            throw new AuthorException(refused.Diagnostic);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (inspector is not null) await inspector.DisposeAsync();
    }
}
