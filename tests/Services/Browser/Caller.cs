using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Services.Tests.Browser;

/// <summary>A program that uses <c>/interact</c>, with a cookie jar of its own unless told otherwise.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient http;

    public Caller(Uri address, bool cookies = true)
    {
        http = new HttpClient(new SocketsHttpHandler { UseCookies = cookies, UseProxy = false }) { BaseAddress = address, Timeout = Patience.Limit };
    }

    public async Task<JsonObject> SayAsync(string text)
    {
        using var response = await PostAsync("/interact", new StringContent(text));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await ReadAsync(response);
    }

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request);
    }

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsByteArrayAsync())!.AsObject();

    public static IReadOnlyList<string> Texts(JsonObject answer) => [.. answer["messages"]!.AsArray().Select(message => (string)message!["text"]!)];

    public static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    public void Dispose() => http.Dispose();
}
