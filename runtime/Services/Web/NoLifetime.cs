using Microsoft.Extensions.Hosting;

namespace ScriptChat.Services.Web;

/// <summary>Keeps the web server away from Ctrl-C and the console: the runtime decides when it stops, and in which order.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
