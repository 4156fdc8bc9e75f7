using System.Net;
using System.Net.Sockets;

namespace ScriptChat.Services.Tests.Terminal;

/// <summary>A wire that can be cut: passes bytes on to a port until it is told to drop all that is connected.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> sockets = [];
    private readonly Task accepting;
    private readonly int target;

    public Relay(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether new connections are dropped at once.</summary>
    public bool IsDown { get; set; }

    /// <summary>Drops every connection; new ones are taken unless it is down.</summary>
    public void Cut()
    {
        lock (sockets)
        {
            foreach (var socket in sockets) socket.Dispose();
            sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Cut();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync();
                if (IsDown)
                {
                    near.Dispose();
                    continue;
                }

                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await far.ConnectAsync(IPAddress.Loopback, target);
                lock (sockets) sockets.AddRange([near, far]);
                _ = PassAsync(near, far);
                _ = PassAsync(far, near);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private static async Task PassAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[8192];
            while (await from.ReceiveAsync(buffer) is var count and > 0) await to.SendAsync(buffer.AsMemory(0, count));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut.
        }

        from.Dispose();
        to.Dispose();
    }
}
