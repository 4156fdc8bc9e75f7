using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ScriptChat.Messages;

namespace ScriptChat.Uploads.Storing;

/// <summary>What a person calls a file: its hash and a seal that holds for this person only. Whoever uploaded it or was shown it has one;
/// no table of who may see what is needed, and what another person calls it is worth nothing.</summary>
internal sealed class PersonalReferences
{
    private const int KeyBytes = 32;
    private const int SealBytes = 16;
    private const int HashLetters = 64;

    private readonly byte[] key;

    private PersonalReferences(byte[] key) => this.key = key;

    /// <summary>The key in a file, made when it is not there.</summary>
    public static PersonalReferences Open(string path)
    {
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: KeyBytes } kept) return new PersonalReferences(kept);
        var made = RandomNumberGenerator.GetBytes(KeyBytes);
        var before = $"{path}.{Guid.NewGuid():n}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(before, options))
        {
            file.Write(made);
            file.Flush(flushToDisk: true);
        }

        File.Move(before, path, overwrite: true);
        return new PersonalReferences(made);
    }

    /// <summary>What a person calls the file with a hash.</summary>
    public string Of(PersonId person, string hash) => $"{hash}.{Seal(person, hash)}";

    /// <summary>The hash in a reference; null unless it is this person's own.</summary>
    public string? HashIn(PersonId person, string reference)
    {
        if (reference.Length <= HashLetters || reference[HashLetters] != '.') return null;
        var hash = reference[..HashLetters];
        if (!IsHash(hash)) return null;
        var stated = Encoding.ASCII.GetBytes(reference[(HashLetters + 1)..]);
        return CryptographicOperations.FixedTimeEquals(stated, Encoding.ASCII.GetBytes(Seal(person, hash))) ? hash : null;
    }

    /// <summary>Whether it could be a hash of ours: nothing else ever becomes part of a path.</summary>
    public static bool IsHash(string text) => text.Length == HashLetters && text.All(char.IsAsciiHexDigitLower);

    private string Seal(PersonId person, string hash)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{hash}\n{person.Value}"), mac);
        return Base64Url.EncodeToString(mac[..SealBytes]);
    }
}
