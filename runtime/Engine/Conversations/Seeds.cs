using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ScriptChat.Engine.Conversations;

/// <summary>Seeds that are the same in every process.</summary>
internal static class Seeds
{
    public static int Of(string conversation, string use) =>
        BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation}/{use}")));

    /// <summary>A short name of some bytes.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
