using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ScriptChat.Diagnostics;
using ScriptChat.Services.WebSocket.Limits;

namespace ScriptChat.Services.WebSocket.Connections;

/// <summary>Counts connections, in all and by address.</summary>
internal sealed class Admission(WebSocketLimits limits)
{
    private const int NetworkBytes = 8;
    private readonly Dictionary<IPAddress, int> counts = [];
    private readonly Lock gate = new();
    private int all;

    /// <summary>Lets a connection in, or says by which code not.</summary>
    /// <param name="address">Whence it comes.</param>
    /// <param name="place">What to give back when it ends.</param>
    public DiagnosticCode? Enter(IPAddress? address, out IPAddress? place)
    {
        place = Counted(address);
        lock (gate)
        {
            if (limits.Connections > 0 && all >= limits.Connections) return ServiceCodes.TooManyConnections;
            if (place is not null)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, place, out _);
                if (count >= limits.ConnectionsPerAddress) return ServiceCodes.TooManyFromAddress;
                count++;
            }

            all++;
            return null;
        }
    }

    /// <summary>A connection ended.</summary>
    public void Leave(IPAddress? place)
    {
        lock (gate)
        {
            all--;
            if (place is not null && --CollectionsMarshal.GetValueRefOrNullRef(counts, place) == 0) counts.Remove(place);
        }
    }

    private IPAddress? Counted(IPAddress? address)
    {
        if (limits.ConnectionsPerAddress <= 0 || address is null || (!limits.CountLoopback && IPAddress.IsLoopback(address))) return null;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;

        // One household or server has a whole /64 of addresses.
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
