using System.Text.Json.Nodes;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine;
using ScriptChat.Engine.People;
using ScriptChat.Inspection.Views;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Inspection;

/// <summary>Shows a script's author conversations from the inside: where the script waits and what it knows, after each event. It
/// replays them beside the live ones, on their own version of the scripts, and keeps what it saw for as long as somebody looks.</summary>
/// <param name="engine">Whose conversations; they are only read.</param>
public sealed class ConversationInspector(ChatEngine engine) : IAsyncDisposable
{
    private const int Kept = 4;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly List<(ConversationId Id, int Records, SideConversation Side)> sides = [];

    /// <summary>The conversation that somebody is in; null for none.</summary>
    /// <param name="person">Who.</param>
    public ConversationId? ConversationOf(PersonId person) => PersonTrail.ConversationOf(engine, person);

    /// <summary>A conversation of somebody's, as JSON: where they are, its world and version, its events, what was said, and how it stands after the last event.</summary>
    /// <param name="person">Who.</param>
    /// <param name="conversation">Which of their conversations; null for the one that they are in, or were in last.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is nobody of that address, or the conversation was never theirs.</returns>
    public Task<JsonObject?> LookAsync(PersonId person, ConversationId? conversation, CancellationToken cancellationToken) => WithAsync(
        person,
        conversation,
        found =>
        {
            var view = new JsonObject { ["place"] = found.Place, ["conversations"] = PersonTrail.Write(found.Trail), ["problem"] = found.Problem };
            if (found.Side is not { } side) return view;
            view["conversation"] = found.Id!.Value.Value;
            view["world"] = side.Module.Find(side.Begin.World)?.Name ?? side.Begin.World;
            view["kind"] = side.Begin.Kind.ToString().ToLowerInvariant();
            view["task"] = side.Begin.Task;
            view["version"] = side.Module.Version;
            view["newest"] = side.Module.Version == engine.Options.Catalog.Current?.Version;
            view["problem"] = found.Problem ?? side.Problem;
            if (side.Begin.Branch is { } branch) view["branch"] = new JsonObject { ["of"] = branch.Conversation.Value, ["event"] = branch.Event };
            view["events"] = new JsonArray([.. side.Snapshots.Select(one => (JsonNode)new JsonObject { ["time"] = one["time"]!.DeepClone(), ["event"] = one["event"]!.DeepClone() })]);
            view["said"] = side.Course.Said.DeepClone();
            view["effects"] = side.Course.Effects.DeepClone();
            view["saved"] = side.Course.Saved.DeepClone();
            view["now"] = side.Snapshots.Count > 0 ? side.Snapshots[^1].DeepClone() : null;
            return view;
        },
        cancellationToken);

    /// <summary>Whether a conversation is, or was, one of somebody's.</summary>
    /// <param name="person">Who.</param>
    /// <param name="conversation">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> WasInAsync(PersonId person, ConversationId conversation, CancellationToken cancellationToken)
    {
        if (PersonTrail.PlaceOf(engine, person) is null) return false;
        await engine.Options.Journal.FlushAsync();
        return (await PersonTrail.ReadAsync(engine.Options.Journal, person, cancellationToken)).Any(world => world.Conversation == conversation);
    }

    /// <summary>How a conversation stood after an event, as JSON.</summary>
    /// <param name="person">Whose conversation.</param>
    /// <param name="conversation">Which of theirs; null for the one that they are in, or were in last.</param>
    /// <param name="number">The number of the event, counted from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when there is no such event, or the conversation was never theirs.</returns>
    public Task<JsonObject?> LookAtAsync(PersonId person, ConversationId? conversation, int number, CancellationToken cancellationToken) => WithAsync(
        person,
        conversation,
        found => found.Side?.Snapshots.ElementAtOrDefault(number - 1)?.DeepClone().AsObject(),
        cancellationToken);

    /// <summary>Nobody looks any more: lets go of what is kept, and with it of the scripts' versions.</summary>
    public async Task ForgetAsync()
    {
        await gate.WaitAsync();
        foreach (var (_, _, side) in sides) side.Dispose();
        sides.Clear();
        gate.Release();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        gate.Dispose();
    }

    private async Task<JsonObject?> WithAsync(PersonId person, ConversationId? conversation, Func<Found, JsonObject?> look, CancellationToken cancellationToken)
    {
        if (PersonTrail.PlaceOf(engine, person) is not { } place) return null;
        await engine.Options.Journal.FlushAsync();
        var trail = await PersonTrail.ReadAsync(engine.Options.Journal, person, cancellationToken);
        if (conversation is { } wanted && trail.All(world => world.Conversation != wanted)) return null;
        var id = conversation ?? PersonTrail.ConversationOf(engine, person) ?? (trail.Count > 0 ? trail[^1].Conversation : null);
        await gate.WaitAsync(cancellationToken);
        try
        {
            var (side, problem) = id is null ? (null, null) : await FollowAsync(id.Value, cancellationToken);
            return look(new Found(PersonTrail.Describe(place), trail, id, side, problem));
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<(SideConversation? Side, string? Problem)> FollowAsync(ConversationId id, CancellationToken cancellationToken)
    {
        List<RecordedStep> steps = [];
        await foreach (var record in engine.Options.Journal.ReadAsync(new StreamId('c', id.Value), cancellationToken)) steps.Add(RecordedStep.Read(record));
        if (steps is not [{ In: Begin begin }, ..]) return (null, "nothing is recorded of the conversation; run without --journal off to see it");
        var index = sides.FindIndex(one => one.Id == id);
        var known = index >= 0 ? sides[index] : default;
        var reload = steps.FindLastIndex(step => step.In is Reloaded);
        if (index >= 0)
        {
            sides.RemoveAt(index);
            if (known.Records <= reload || known.Records > steps.Count)
            {
                known.Side.Dispose();
                known = default;
            }
        }

        if (known.Side is null)
        {
            var version = steps.FindLast(step => step.Version is not null)?.Version;
            var module = version is null ? null : await engine.Options.Catalog.FindAsync(version, cancellationToken);
            if (module is null) return (null, $"the version {version} of the scripts is not kept any more");
            var last = reload < 0 ? null : (Reloaded)steps[reload].In!;
            known = (id, reload + 1, new SideConversation(id, module, engine.Options.Catalog, begin, last?.FirstEffect ?? 0));
            foreach (var past in last?.Events ?? []) known.Side.Take(past, null);
        }

        foreach (var step in steps.Skip(known.Records).Where(step => step.In is not null)) known.Side.Take(new PastEvent(step.At, step.Up, step.In!), step);
        sides.Add((id, steps.Count, known.Side));
        if (sides.Count > Kept)
        {
            sides[0].Side.Dispose();
            sides.RemoveAt(0);
        }

        return (known.Side, null);
    }

    private sealed record Found(string Place, IReadOnlyList<InWorld> Trail, ConversationId? Id, SideConversation? Side, string? Problem);
}
