using System.Net.Sockets;
using System.Text;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Services.Tests.WebSocket;

/// <summary>A client of bare bytes, for what no WebSocket library lets one do. It answers nothing, pings neither.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient tcp = new();

    public static async Task<RawClient> ConnectAsync(Uri address)
    {
        var client = new RawClient();
        await client.tcp.ConnectAsync(address.Host, address.Port).Soon();
        var request = $"GET {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await client.SendAsync(Encoding.ASCII.GetBytes(request));
        var answer = new byte[1024];
        var length = await client.tcp.GetStream().ReadAsync(answer).Soon();
        Assert.That(Encoding.ASCII.GetString(answer, 0, length), Does.StartWith("HTTP/1.1 101"));
        return client;
    }

    public Task SendAsync(byte[] bytes) => tcp.GetStream().WriteAsync(bytes).AsTask().Soon();

    public void Dispose() => tcp.Dispose();
}
