using System.Text.Json;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>The conversation as its world sees it.</summary>
internal sealed class LiveContext(Conversation conversation, string world) : ConversationContext
{
    private readonly Random random = new(Seeds.Of(conversation.SeedName, "random"));
    private readonly Random ids = new(Seeds.Of(conversation.SeedName, "ids"));

    public override string ConversationId => conversation.ConversationId.Value;

    public override string TaskName => conversation.TaskName;

    public override string WorldName => world;

    public override string ScriptVersion => conversation.Module.Version;

    public override DateTimeOffset Now => conversation.Step.Now;

    public override Random Random => random;

    public override ReadOnlyData Module => conversation.Module.Module;

    public override JsonSerializerOptions Json => conversation.Module.Json;

    public override Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        ids.NextBytes(bytes);
        return new Guid(bytes);
    }

    public override Task DelayAsync(TimeSpan time, CancellationToken cancellationToken = default)
    {
        var source = new TaskCompletionSource();
        var number = conversation.Deadlines.Add(conversation.Elapsed + time, _ => source.TrySetResult());
        if (cancellationToken.CanBeCanceled)
        {
            conversation.OnCancelled(
                () =>
                {
                    conversation.Deadlines.Remove(number);
                    source.TrySetCanceled(cancellationToken);
                },
                cancellationToken);
        }

        return source.Task;
    }

    public override async Task<T> OnceAsync<T>(string name, Func<string, CancellationToken, Task<T>> work)
    {
        var json = conversation.Module.Json;
        var result = await conversation.Effects.RunAsync(
            name,
            null,
            async (key, ended) => JsonSerializer.Serialize(await work(key, ended), json));
        return JsonSerializer.Deserialize<T>(result, json)!;
    }

    public override void Save<T>(T row)
    {
        var step = conversation.Step;
        step.Save(JsonSerializer.SerializeToUtf8Bytes(row, conversation.Module.Json));
    }

    public override Stream OpenUpload(Payload payload) => payload?.Data is null && payload is not null ? conversation.OpenUpload(payload) : base.OpenUpload(payload!);

    public override Task<Turn?> NextActAsync(IEnumerable<ChatAgent> agents, TimeSpan? timeout = null)
    {
        _ = conversation.Step;
        var all = agents.Cast<PersonAgent>().ToArray();
        if (all.Where(agent => agent.NextArrival is not null).MinBy(agent => agent.NextArrival) is { } first)
        {
            return Task.FromResult<Turn?>(new Turn(first, first.Take()!));
        }

        PersonAgent[] here = [.. all.Where(agent => !agent.HasLeft)];
        if (here.Length == 0)
        {
            return all.Length == 0
                ? Task.FromException<Turn?>(new ArgumentException("There is nobody to wait for.", nameof(agents)))
                : Task.FromException<Turn?>(new AgentLeftException(all[0]));
        }

        var wait = new TurnWait(here);
        foreach (var agent in here) agent.Join(wait);
        if (timeout is { } limit)
        {
            var number = conversation.Deadlines.Add(conversation.Elapsed + limit, _ => wait.TimedOut());
            wait.Ended = () => conversation.Deadlines.Remove(number);
        }

        return wait.Task;
    }
}
