using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ScriptChat.Journal.Sqlite;

/// <summary>A record's checksum: CRC-32C over where it stands and what it says, so that neither changed bytes nor a record in another's place
/// passes for what was written. It guards against accidents, not against people.</summary>
internal static class RecordSum
{
    /// <summary>The sum.</summary>
    /// <param name="id">The record's number.</param>
    /// <param name="stream">Its stream's number.</param>
    /// <param name="prev">The stream's record before it.</param>
    /// <param name="body">What it says.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(long id, long stream, long prev, ReadOnlySpan<byte> body)
    {
        var sum = BitOperations.Crc32C(uint.MaxValue, (ulong)id);
        sum = BitOperations.Crc32C(sum, (ulong)stream);
        sum = BitOperations.Crc32C(sum, (ulong)prev);
        for (; body.Length >= sizeof(ulong); body = body[sizeof(ulong)..]) sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(body));
        foreach (var one in body) sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }
}
