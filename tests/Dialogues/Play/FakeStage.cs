using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Play;
using ScriptChat.Dialogues.Results;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Dialogues.Tests.Play;

/// <summary>A stage without an engine: answers each arrival as a test says, rightly or wrongly.</summary>
internal sealed class FakeStage(DialogueService service) : IStage
{
    public Action<FakeStage, PersonId, Arrival> Answer { get; set; } = static (_, _, _) => { };

    public Action<FakeStage, TimeSpan> Passes { get; set; } = static (_, _) => { };

    public string? Trouble { get; set; }

    public List<string> Log { get; } = [];

    public void Receive(PersonId person, Arrival arrival)
    {
        Log.Add($"{person} {arrival.GetType().Name}");
        Answer(this, person, arrival);
    }

    public void Deliver(string name, Func<long, Delivery> delivery)
    {
        var seat = service.SeatOf(name);
        service.Deliver(seat.Person, delivery(seat.Connection));
    }

    public void Show(string name, long seq, string id, string text, params string[] quickReplies) =>
        Deliver(name, connection => new Shown(connection, seq, new Message { Id = id, Text = text, QuickReplies = quickReplies.Length == 0 ? null : quickReplies }));

    public ValueTask<string?> SettleAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Trouble);

    public ValueTask<string?> PassAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Log.Add($"{time} passes");
        Passes(this, time);
        return ValueTask.FromResult(Trouble);
    }

    public Queue<SeenFailure> Failures { get; } = new();

    public IReadOnlyList<SeenFailure> TakeFailures()
    {
        SeenFailure[] taken = [.. Failures];
        Failures.Clear();
        return taken;
    }

    public void SetReady(bool ready) => Log.Add($"ready {ready}");

    public void Stop(TimeSpan grace) => Log.Add($"stop {grace}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Plays a dialogue on a stage that a test sets up.</summary>
    public static Task<DialogueResult> PlayAsync(string text, Action<FakeStage> setUp) => PlayAsync(Texts.Read(text), setUp);

    /// <summary>Plays a dialogue on a stage that a test sets up.</summary>
    public static async Task<DialogueResult> PlayAsync(Dialogue dialogue, Action<FakeStage> setUp)
    {
        await using var service = new DialogueService();
        await using var stage = new FakeStage(service);
        setUp(stage);
        return await new DialoguePlay(dialogue, service, stage).RunAsync(CancellationToken.None);
    }

    /// <summary>A stage on which all words are said back, numbered and acknowledged, and everybody is greeted.</summary>
    public static void Echo(FakeStage stage)
    {
        var counts = new Dictionary<PersonId, long>();
        stage.Answer = (_, person, arrival) =>
        {
            var name = person.Value[(person.Value.IndexOf(':', StringComparison.Ordinal) + 1)..];
            counts.TryAdd(person, 0);
            switch (arrival)
            {
                case Connected { Resume: false }:
                    stage.Show(name, ++counts[person], "World", "Welcome!", "echo", "chat");
                    break;
                case Said said:
                    if (said.ClientId is { } id) stage.Deliver(name, connection => new Acknowledged(connection, id));
                    foreach (var part in said.Message.Text.Split(" / ")) stage.Show(name, ++counts[person], "World", part);
                    break;
            }
        };
    }
}
