using System.Threading.Channels;
using ScriptChat.Tasks;

namespace ScriptChat.Scripting.Tests.Fakes;

/// <summary>A catalog that follows its folder, and what it reports.</summary>
internal sealed class LiveTask : IAsyncDisposable
{
    // Only so that a failing test ends; nothing is measured by it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<CatalogReport> reports = Channel.CreateUnbounded<CatalogReport>();

    private LiveTask(TaskCatalog catalog)
    {
        Catalog = catalog;
        catalog.Reported += report => reports.Writer.TryWrite(report);
    }

    public TaskCatalog Catalog { get; }

    public WorldModule Current => Catalog.Current!;

    public static async Task<LiveTask> StartAsync(TaskFolder folder, CatalogEvent expected = CatalogEvent.Live, bool cached = false, ModelLoader? models = null, TaskCatalog? catalog = null)
    {
        var live = new LiveTask(catalog ?? folder.Catalog(watch: true, cached, models));
        var report = await live.Catalog.StartAsync(CancellationToken.None);
        Assert.That(report.Kind, Is.EqualTo(expected), string.Join('\n', report.Diagnostics));
        await live.NextAsync(expected);
        return live;
    }

    /// <summary>The next report that is live or broken; it must be the one expected.</summary>
    public async Task<CatalogReport> NextAsync(CatalogEvent expected)
    {
        while (true)
        {
            var report = await reports.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (report.Kind is CatalogEvent.Compiling or CatalogEvent.Restoring or CatalogEvent.Initializing && report.Kind != expected) continue;
            if (report.Kind == CatalogEvent.Unchanged && expected != CatalogEvent.Unchanged) continue;
            Assert.That(report.Kind, Is.EqualTo(expected), string.Join('\n', report.Diagnostics));
            return report;
        }
    }

    /// <summary>What a new conversation of the present version says first.</summary>
    public async Task<string> HelloAsync()
    {
        var agent = new FakeAgent(Current.Json);
        var world = await Current.Find("echo")!.Create(FakeConversation.Of(Current, agent));
        await world.Parley();
        return agent.Seen[0].Text;
    }

    public ValueTask DisposeAsync() => Catalog.DisposeAsync();
}
