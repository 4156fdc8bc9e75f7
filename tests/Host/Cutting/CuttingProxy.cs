using System.Net;
using System.Net.Sockets;

namespace ScriptChat.Host.Tests.Cutting;

/// <summary>A wire that breaks: it passes bytes on to a port, and cuts each connection after a random number of bytes in one
/// direction, in the middle of whatever is on its way, until it has cut often enough. What it draws is seeded; where the bytes
/// of two runs meet the cuts is not.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    // Some cuts fall into the handshake, most into frames.
    private const int LongestLife = 5_000;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Random random;
    private readonly int target;
    private readonly int wanted;
    private readonly List<Task> pairs = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private int cuts;

    public CuttingProxy(int target, int cuts, int seed)
    {
        this.target = target;
        wanted = cuts;
        random = new Random(seed);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How often it has cut.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    /// <summary>Whether it cuts no more.</summary>
    public bool IsDone => Cuts >= wanted;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(pairs);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync(stop.Token);
                pairs.Add(JoinAsync(near, random.Next(LongestLife), upward: random.Next(2) == 0, abruptly: random.Next(2) == 0));
                pairs.RemoveAll(pair => pair.IsCompletedSuccessfully);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Stopped.
        }
    }

    /// <summary>One connection's life.</summary>
    private async Task JoinAsync(Socket near, int life, bool upward, bool abruptly)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, target, stop.Token);
                using var end = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
                var up = PassAsync(near, far, upward ? life : null, end.Token);
                var down = PassAsync(far, near, upward ? null : life, end.Token);
                var wasCut = await await Task.WhenAny(up, down);
                await end.CancelAsync();
                await Task.WhenAll(up, down);
                if (wasCut) Interlocked.Increment(ref cuts);

                // With a reset, what the other side has not read yet is lost too.
                if (wasCut && abruptly) near.LingerState = far.LingerState = new LingerOption(true, 0);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // The service is gone, or the test is over.
            }
        }
    }

    /// <returns>Whether it ended because its life was over.</returns>
    private async Task<bool> PassAsync(Socket from, Socket to, int? life, CancellationToken cancellationToken)
    {
        var buffer = new byte[2048];
        var left = life;
        try
        {
            while (true)
            {
                var count = await from.ReceiveAsync(buffer, cancellationToken);
                if (count == 0) return false;
                var isLast = left is { } limit && count >= limit && !IsDone;
                if (isLast) count = left!.Value;
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancellationToken);
                if (isLast) return true;
                left -= count;
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }
}
