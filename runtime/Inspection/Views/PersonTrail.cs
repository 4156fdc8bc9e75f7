using System.Text.Json.Nodes;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Engine;
using ScriptChat.Engine.People;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Inspection.Views;

/// <summary>Where a person is, and the conversations that they were in.</summary>
internal static class PersonTrail
{
    /// <summary>Where they are now; null when there is nobody of that address.</summary>
    public static Place? PlaceOf(ChatEngine engine, PersonId person) => engine.Now.Switchboard.Find(person)?.Actor is Person { Ended: false } found ? found.Place : null;

    /// <summary>The conversation that they are in; null for none.</summary>
    public static ConversationId? ConversationOf(ChatEngine engine, PersonId person) => PlaceOf(engine, person) is InWorld world ? world.Conversation : null;

    /// <summary>The conversations that they were in, the oldest first.</summary>
    public static async Task<IReadOnlyList<InWorld>> ReadAsync(IJournalReader journal, PersonId person, CancellationToken cancellationToken)
    {
        List<InWorld> trail = [];
        await foreach (var record in journal.ReadAsync(new StreamId('p', person.Value), cancellationToken))
        {
            var step = RecordedStep.Read(record);
            var place = step.In is Seated seated ? new InWorld(seated.Conversation, seated.Kind, seated.Task)
                : step.State is { } state ? PersonState.Read(state).Place as InWorld : null;
            if (place is not null && trail.LastOrDefault()?.Conversation != place.Conversation) trail.Add(place);
        }

        return trail;
    }

    /// <summary>In words.</summary>
    public static string Describe(Place place) => place switch
    {
        AtGate => "at the password gate",
        BeforeOpening => "waiting for the task to compile",
        Promised promised => $"in line for {promised.Pool.Task}, promised to a match",
        InLine waiting => $"in line for {waiting.Pool.Task}",
        InWorld { Kind: WorldKind.Overworld } => "in the overworld",
        InWorld { Kind: WorldKind.Onboarding } world => $"being onboarded for {world.Task}",
        InWorld world => $"in the task {world.Task}",
        _ => "outside: the next word opens the journey",
    };

    /// <summary>As JSON.</summary>
    public static JsonArray Write(IEnumerable<InWorld> trail) =>
        [.. trail.Select(world => (JsonNode)new JsonObject { ["id"] = world.Conversation.Value, ["kind"] = world.Kind.ToString().ToLowerInvariant(), ["task"] = world.Task })];
}
