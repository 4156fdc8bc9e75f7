using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Services.Web;
using ScriptChat.Services.WebSocket.Protocols;

namespace ScriptChat.Services.Author;

/// <summary>The author's view beside the chat, in development: what it shows and does, under <c>/author/</c>. What is shown is of the
/// conversations of the one whose token a request has.</summary>
/// <param name="desk">Who knows it.</param>
/// <param name="service">The service whose people look: their addresses begin with its name.</param>
public sealed class AuthorView(IAuthorDesk desk, string service) : IWebEndpoints
{
    /// <summary>The modules that the chat's page loads.</summary>
    public static IReadOnlyList<string> Modules { get; } = ["/author/author.js"];

    /// <summary>The styles that the chat's page loads.</summary>
    public static IReadOnlyList<string> Styles { get; } = ["/author/author.css"];

    /// <summary>The page that shows several people side by side.</summary>
    /// <param name="people">How many.</param>
    public static string Demo(int people) => string.Create(CultureInfo.InvariantCulture, $"/author/demo?people={people}");

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var stopping = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        AuthorAssets.Map(routes);
        routes.MapGet("/author/events", Guard((context, person) => EventStream.SendAsync(context, Sources(person), stopping), needsPerson: false));
        routes.MapGet("/author/conversation", Guard((context, person) => LookAsync(context, person!.Value)));
        routes.MapGet("/author/conversation/{number:int}", Guard((context, person) => LookAtAsync(context, person!.Value)));
        routes.MapPost("/author/branch", Guard((context, person) => BranchAsync(context, person!.Value)));
    }

    // To who is not at this machine there is nothing here.
    private RequestDelegate Guard(Func<HttpContext, PersonId?, Task> handle, bool needsPerson = true) => async context =>
    {
        if (!AuthorGate.IsHere(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!AuthorGate.IsOwnPage(context))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, ServiceCodes.ForeignOrigin);
            return;
        }

        var token = context.Request.Headers[AuthorGate.SessionHeader].ToString();
        PersonId? person = SessionToken.IsWellFormed(token) ? SessionToken.PersonOf(service, token) : null;
        if (person is null && (needsPerson || token.Length > 0)) await RefuseAsync(context, StatusCodes.Status401Unauthorized, ServiceCodes.UnknownSession);
        else await handle(context, person);
    };

    private Func<CancellationToken, IAsyncEnumerable<(string, string)>>[] Sources(PersonId? person) => person is { } who
        ? [Builds, token => Faults(person, token), token => Changes(who, token)]
        : [Builds, token => Faults(null, token)];

    private async IAsyncEnumerable<(string, string)> Builds([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var build in desk.BuildsAsync(cancellationToken)) yield return ("build", build.ToJsonString());
    }

    private async IAsyncEnumerable<(string, string)> Faults(PersonId? person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var fault in desk.FaultsAsync(person, cancellationToken)) yield return ("fault", fault.ToJsonString());
    }

    private async IAsyncEnumerable<(string, string)> Changes(PersonId person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var count in desk.ChangesAsync(person, cancellationToken)) yield return ("changed", count.ToString(CultureInfo.InvariantCulture));
    }

    private async Task LookAsync(HttpContext context, PersonId person) =>
        await AnswerAsync(context, await desk.LookAsync(person, Asked(context), context.RequestAborted));

    private async Task LookAtAsync(HttpContext context, PersonId person)
    {
        var number = int.Parse((string)context.GetRouteValue("number")!, CultureInfo.InvariantCulture);
        await AnswerAsync(context, await desk.LookAtAsync(person, Asked(context), number, context.RequestAborted));
    }

    private async Task BranchAsync(HttpContext context, PersonId person)
    {
        if (await ReadAsync(context) is not var (conversation, number))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, ServiceCodes.BadField);
            return;
        }

        Dictionary<PersonId, string> tokens = [];
        try
        {
            var seats = await desk.BranchAsync(person, conversation, number, Seat, context.RequestAborted);
            await AnswerAsync(context, seats is null ? null : new JsonObject
            {
                ["seats"] = new JsonArray([.. seats.Select(taken => (JsonNode)new JsonObject { ["name"] = taken.Name, ["session"] = tokens[taken.Person] })]),
            });
        }
        catch (AuthorException refused)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, refused.Diagnostic.Code, refused.Message);
        }

        PersonId Seat()
        {
            var token = SessionToken.Create();
            var person = SessionToken.PersonOf(service, token);
            tokens.Add(person, token);
            return person;
        }
    }

    private static async Task<(ConversationId Conversation, int Number)?> ReadAsync(HttpContext context)
    {
        try
        {
            var wanted = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return (new ConversationId(wanted!["conversation"]!.GetValue<string>()), wanted["event"]!.GetValue<int>());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            return null;
        }
    }

    private static ConversationId? Asked(HttpContext context) => context.Request.Query["of"].ToString() is { Length: > 0 } id ? new ConversationId(id) : null;

    private static Task RefuseAsync(HttpContext context, int status, DiagnosticCode code) => RefuseAsync(context, status, code.Id, $"{code.Title}; {code.Advice}.");

    private static Task RefuseAsync(HttpContext context, int status, string code, string text) =>
        WriteAsync(context, status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["text"] = text } });

    private static Task AnswerAsync(HttpContext context, JsonObject? answer) => answer is null
        ? RefuseAsync(context, StatusCodes.Status404NotFound, ServiceCodes.UnknownSession)
        : WriteAsync(context, StatusCodes.Status200OK, answer);

    private static Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }
}
