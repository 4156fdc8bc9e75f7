using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Browser.Limits;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket.Frames;
using ScriptChat.Uploads.Limits;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Browser.Visitors;

/// <summary>ParlAI's <c>POST /interact</c> and <c>/reset</c> for programs: each visitor has a conversation of their own, and an
/// answer holds all that was said.</summary>
internal sealed class VisitorDesk : IAsyncDisposable
{
    private readonly BrowserSettings settings;
    private readonly OriginPolicy origins;
    private readonly VisitorBook book;
    private volatile IGateway? gateway;
    private ITimer? checks;

    public VisitorDesk(string service, BrowserSettings settings)
    {
        this.settings = settings;
        origins = new OriginPolicy(settings.AllowedOrigins);
        book = new VisitorBook(service, settings);
    }

    /// <summary>How many visitors there are.</summary>
    public int Count => book.Count;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/interact", (RequestDelegate)(context => ServeAsync(context, InteractAsync)));
        routes.MapPost("/reset", (RequestDelegate)(context => ServeAsync(context, ResetAsync)));
    }

    public void Start(IGateway to)
    {
        gateway = to;
        var period = settings.Visitors.IdleAfter / 4;
        checks = settings.Time.CreateTimer(_ => LetGo(), null, period, period);
    }

    /// <summary>Takes something for a visitor; false when it is for somebody else.</summary>
    public bool Deliver(Delivery delivery)
    {
        if (book.Find(delivery.Connection) is not { } visitor) return false;
        if (delivery is Shown or Refused) visitor.Put(delivery, settings.Visitors.Waiting);
        else if (delivery is Closing) visitor.Finish();
        return true;
    }

    /// <summary>Takes nobody new; calls that wait are answered with what there is.</summary>
    public void Stop()
    {
        gateway = null;
        foreach (var visitor in book.All()) visitor.Finish();
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        if (checks is not null) await checks.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context, Func<HttpContext, IGateway, Task> serve)
    {
        if (gateway is not { } to)
        {
            await Answers.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, ServiceCodes.ShuttingDown);
            return;
        }

        // A foreign page could otherwise speak with the visitor's cookie.
        if (!origins.Allows(context))
        {
            settings.Log.Write(ServiceCodes.ForeignOrigin.Severity, ServiceCodes.ForeignOrigin, ServiceCodes.ForeignOrigin.Title, $"from {context.Connection.RemoteIpAddress}");
            await Answers.RefuseAsync(context, StatusCodes.Status403Forbidden, ServiceCodes.ForeignOrigin);
            return;
        }

        await serve(context, to);
    }

    private async Task InteractAsync(HttpContext context, IGateway to)
    {
        Words words;
        try
        {
            words = await Words.ReadAsync(context.Request, settings.Visitors.BodyBytes);
        }
        catch (FrameException refusal)
        {
            var status = refusal.Code == ServiceCodes.FrameTooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            await Answers.RefuseAsync(context, status, refusal.Code, refusal.Text);
            return;
        }

        // Whose journey is over, and who has heard all of it, begins anew with the next word.
        var visitor = book.Find(Sessions.Of(context.Request));
        if (visitor is { HasHeardAll: true })
        {
            Farewell(to, visitor);
            visitor = null;
        }

        if (visitor is null && book.IsFull)
        {
            await Answers.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, ServiceCodes.TooManyConnections);
            return;
        }

        var isNew = visitor is null;
        visitor ??= book.Add();
        try
        {
            if (visitor.Begin(settings.Time.GetTimestamp()) > settings.Visitors.CallsAtOnce)
            {
                await Answers.RefuseAsync(context, StatusCodes.Status429TooManyRequests, ServiceCodes.TooFast);
                return;
            }

            await visitor.Turn.WaitAsync(context.RequestAborted);
            try
            {
                await ConverseAsync(context, to, visitor, words, isNew);
            }
            catch (UploadException refusal)
            {
                // Who is refused with their first words has not come yet.
                if (isNew)
                {
                    book.Remove(visitor);
                    visitor.Finish();
                }

                await Answers.RefuseAsync(context, UploadStatus.Of(refusal.Code), refusal.Code, refusal.Text);
            }
            finally
            {
                visitor.Turn.Release();
            }
        }
        finally
        {
            visitor.End(settings.Time.GetTimestamp());
        }
    }

    private async Task ConverseAsync(HttpContext context, IGateway to, Visitor visitor, Words words, bool isNew)
    {
        var collector = new Collector(visitor, settings);
        collector.TakeWaiting();
        var late = visitor.Unanswered.Count;
        var payload = words.Payload is { } sent && settings.Uploads is { } uploads ? uploads.Take(visitor.Person, sent) : words.Payload;
        lock (visitor.Gate)
        {
            // A first call without words opens the journey; one with words opens it by them, as ParlAI's clients do.
            if (isNew) to.Receive(visitor.Person, new Connected(visitor.Connection, Resume: false, LastSeen: null, Keeps: false, Opens: words.AreEmpty));
            if (!words.AreEmpty && !visitor.Over) to.Receive(visitor.Person, new Said(visitor.Connection, null, new Message { Text = words.Text, Payload = payload }));
        }

        await collector.CollectAsync(context.RequestAborted);
        Sessions.Set(context, visitor.Session);
        await Answers.SendAsync(context, visitor.Unanswered, late, visitor, settings.Uploads);
        visitor.Unanswered.Clear();
    }

    private async Task ResetAsync(HttpContext context, IGateway to)
    {
        if (book.Find(Sessions.Of(context.Request)) is { } visitor)
        {
            Farewell(to, visitor);
            Sessions.Clear(context);
        }

        await Answers.SendEmptyAsync(context);
    }

    /// <summary>The visitor is gone, whoever found out first.</summary>
    private void Farewell(IGateway to, Visitor visitor)
    {
        book.Remove(visitor);
        visitor.Finish();
        lock (visitor.Gate) to.Receive(visitor.Person, new Disconnected(visitor.Connection));
    }

    private void LetGo()
    {
        if (gateway is not { } to) return;
        foreach (var (visitor, why) in book.Lost())
        {
            settings.Log.Write(why.Severity, why, why.Title, visitor.Person.Value);
            Farewell(to, visitor);
        }
    }
}
