using Microsoft.Extensions.Time.Testing;
using ScriptChat.Actors.Work;
using ScriptChat.Engine.Options;
using ScriptChat.Journal;
using ScriptChat.Messages;

namespace ScriptChat.Engine.Tests.Support;

/// <summary>An engine on one thread and a clock of the test's own.</summary>
internal sealed class Bench : IDisposable
{
    private int people;

    public Bench(TestCatalog catalog, int? order = null, Func<EngineOptions, EngineOptions>? change = null)
    {
        Catalog = catalog;
        Work = new ManualWork(order);
        var options = new EngineOptions
        {
            Catalog = catalog,
            Journal = Journal,
            Time = Time,
            Work = Work,
            Log = Log,
            Seed = 1,
        };
        Engine = new ChatEngine(change?.Invoke(options) ?? options);
        Engine.Attach(Service);
    }

    public TestCatalog Catalog { get; }

    public MemoryJournal Journal { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ManualWork Work { get; }

    public TestLog Log { get; } = new();

    public TestService Service { get; } = new("test");

    public ChatEngine Engine { get; }

    /// <summary>Somebody who can come back; they enter at once.</summary>
    public TestPerson Guest(string? name = null) => new TestPerson(this, new PersonId("test", name ?? $"guest{++people}"), keeps: true).Enter();

    /// <summary>Somebody with a plain client; they enter at once and have said nothing yet.</summary>
    public TestPerson Plain() => new TestPerson(this, new PersonId("test", $"plain{++people}"), keeps: false).Enter();

    /// <summary>Lets everything happen that can happen without time passing.</summary>
    public void Settle() => Work.RunAll();

    public void Pass(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        Settle();
    }

    public void Dispose() => Engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
