using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace ScriptChat.Services.Author;

/// <summary>Server-sent events: what several sources say, one after the other, until the page goes away or the runtime stops.</summary>
internal static class EventStream
{
    /// <summary>Sends.</summary>
    /// <param name="context">The request.</param>
    /// <param name="sources">What there is to send: for each source its events, by name and data in one line.</param>
    /// <param name="stopping">The runtime stops.</param>
    public static async Task SendAsync(HttpContext context, IReadOnlyList<Func<CancellationToken, IAsyncEnumerable<(string Name, string Data)>>> sources, CancellationToken stopping)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var channel = Channel.CreateBounded<(string, string)>(16);
        Task[] pumps = [.. sources.Select(source => PumpAsync(source(over.Token), channel.Writer, over.Token))];
        try
        {
            // The page hears that it is listened to before there is anything to say.
            await context.Response.StartAsync(over.Token);
            await context.Response.Body.FlushAsync(over.Token);
            await foreach (var (name, data) in channel.Reader.ReadAllAsync(over.Token))
            {
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: {name}\ndata: {data}\n\n"), over.Token);
                await context.Response.Body.FlushAsync(over.Token);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The page is gone, or comes back to the runtime's next start.
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(pumps);
        }
    }

    private static async Task PumpAsync(IAsyncEnumerable<(string, string)> source, ChannelWriter<(string, string)> to, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var one in source.WithCancellation(cancellationToken)) await to.WriteAsync(one, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // As above.
        }
        catch (Exception error)
        {
            to.TryComplete(error);
        }
    }
}
