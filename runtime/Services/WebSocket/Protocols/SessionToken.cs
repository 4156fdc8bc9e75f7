using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ScriptChat.Messages;

namespace ScriptChat.Services.WebSocket.Protocols;

/// <summary>Tokens of sessions. Only the client and its connection know one; the person's address is its hash, so that no
/// log and no journal holds a key to anybody's conversation.</summary>
public static class SessionToken
{
    private const int Bytes = 32;
    private const int Letters = 43;
    private const int AddressLetters = 22;

    /// <summary>A new one: 256 random bits in base64url.</summary>
    public static string Create()
    {
        Span<byte> bits = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bits);
        return Base64Url.EncodeToString(bits);
    }

    /// <summary>Whether it could be one of ours.</summary>
    /// <param name="token">What a client says.</param>
    public static bool IsWellFormed(string token) => token.Length == Letters && Base64Url.IsValid(token);

    /// <summary>The address of the person who holds it. Whether there is such a person only the engine knows.</summary>
    /// <param name="service">The service through which they came.</param>
    /// <param name="token">The token, well formed.</param>
    public static PersonId PersonOf(string service, string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(token), hash);
        return new PersonId(service, Base64Url.EncodeToString(hash)[..AddressLetters]);
    }
}
