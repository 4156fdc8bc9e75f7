using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ScriptChat.Tools.Load.Running;

namespace ScriptChat.Tools.Tests;

/// <summary>The client's typed frames, against a service that speaks just enough of them.</summary>
[CancelAfter(60_000)]
internal sealed class TypedProtocolTests
{
    [Test]
    public async Task Run_TypedFrames_HelloOpensAndEachMessageIsAcknowledged(CancellationToken cancellationToken)
    {
        await using var service = await StartAsync(cancellationToken);
        var options = new LoadOptions
        {
            Url = new Uri(service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("http:", "ws:", StringComparison.Ordinal)),
            Protocol = Protocol.V1,
            Connections = 4,
            Opening = ["hello", "echo"],
            Ready = new Regex("^echo$", RegexOptions.None, TimeSpan.FromSeconds(1)),
            Messages = 100,
            Warmup = TimeSpan.Zero,
            Duration = TimeSpan.FromSeconds(1),
            Drain = TimeSpan.FromSeconds(20),
        };
        var report = await LoadRun.RunAsync(options, _ => { }, whileIn: null, cancellationToken);

        Assert.That(report.Failures, Is.Empty);
        Assert.That((report.Entered, report.InOrder, report.Received), Is.EqualTo((4, true, report.Sent)));
        Assert.That(report.Sent, Is.GreaterThan(4));
        // The pick is acknowledged too.
        Assert.That(report.Acknowledged, Is.EqualTo(report.Sent + 4));
    }

    private static async Task<WebApplication> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(ServeAsync);
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static async Task ServeAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync("scriptchat.v1");
        var buffer = new byte[4096];
        var seq = 0;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), http.RequestAborted);
            if (received.MessageType == WebSocketMessageType.Close) break;
            var frame = JsonNode.Parse(buffer.AsSpan(0, received.Count))!.AsObject();
            switch ((string?)frame["type"])
            {
                case "hello":
                    await SendAsync(new JsonObject { ["type"] = "welcome", ["session"] = "s", ["resumed"] = false, ["seq"] = 0 });
                    await SendAsync(new JsonObject { ["type"] = "message", ["seq"] = ++seq, ["id"] = "World", ["text"] = "Where to?" });
                    break;
                case "message" when ids.Add((string)frame["id"]!):
                    await SendAsync(new JsonObject { ["type"] = "ack", ["id"] = (string)frame["id"]! });
                    await SendAsync(new JsonObject { ["type"] = "message", ["seq"] = ++seq, ["id"] = "World", ["text"] = (string)frame["text"]! });
                    break;
            }
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);

        async Task SendAsync(JsonObject answer) =>
            await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(answer), WebSocketMessageType.Text, endOfMessage: true, http.RequestAborted);
    }
}
