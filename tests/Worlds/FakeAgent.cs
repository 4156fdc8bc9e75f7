using Microsoft.Extensions.Time.Testing;

namespace ScriptChat.Worlds.Tests;

/// <summary>An agent whose words come from the test, and who keeps what it was shown.</summary>
internal sealed class FakeAgent(FakeTimeProvider time, int index = 0) : ChatAgent
{
    private readonly Queue<Message> said = [];
    private readonly List<FakeAgent> partners = [];
    private TaskCompletionSource<Message>? waiting;
    private bool hasLeft;

    public event Action? Spoke;

    public List<Message> Shown { get; } = [];

    public IEnumerable<string> ShownTexts => Shown.Select(message => message.Id.Length == 0 ? message.Text : $"{message.Id}: {message.Text}");

    public override string PersonId => $"person-{index}";

    public override int Index => index;

    public override IReadOnlyList<ChatAgent> Partners => partners;

    public override AgentData Data { get; } = new();

    public override ReadOnlyData OnboardData { get; } = new();

    public override AgentData StoredData { get; } = new();

    public override bool IsAway => false;

    public override bool HasLeft => hasLeft;

    public bool Inactive { get; private set; }

    public static FakeAgent[] Group(FakeTimeProvider time, int count)
    {
        FakeAgent[] agents = [.. Enumerable.Range(0, count).Select(i => new FakeAgent(time, i) { DisplayId = $"Agent_{i}" })];
        foreach (var agent in agents) agent.partners.AddRange(agents.Where(other => other != agent));
        return agents;
    }

    public void Say(params IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            said.Enqueue(new Message { Id = DisplayId ?? "", Text = text });
            if (waiting is { } pending)
            {
                waiting = null;
                pending.SetResult(said.Dequeue());
            }

            Spoke?.Invoke();
        }
    }

    public void Leave()
    {
        hasLeft = true;
        var pending = waiting;
        waiting = null;
        pending?.SetException(new AgentLeftException(this));
        Spoke?.Invoke();
    }

    public override void Observe(Message message) => Shown.Add(message);

    public override void ObserveTyping(bool on = true) => throw new NotSupportedException();

    public override Message? Act() => said.TryDequeue(out var message) ? message : null;

    public override Task<Message> ActAsync(CancellationToken cancellationToken = default)
    {
        if (hasLeft) return Task.FromException<Message>(new AgentLeftException(this));
        return Act() is { } message ? Task.FromResult(message) : (waiting ??= new TaskCompletionSource<Message>()).Task;
    }

    public override async Task<Message?> ActAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ActAsync(cancellationToken).WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            waiting = null;
            return null;
        }
    }

    public override void MarkInactive() => Inactive = hasLeft = true;
}
