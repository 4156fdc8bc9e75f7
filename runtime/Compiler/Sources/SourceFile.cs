using System.Security.Cryptography;

namespace ScriptChat.Compiler.Sources;

/// <summary>A file as it was at one moment.</summary>
public sealed record SourceFile(string Path, byte[] Bytes)
{
    /// <summary>The hash of its bytes.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Reads it, patiently while another program still holds it.</summary>
    public static SourceFile Read(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return new SourceFile(path, bytes.ToArray());
            }
            catch (IOException error) when (attempt < 5 && error is not FileNotFoundException and not DirectoryNotFoundException)
            {
                Thread.Yield();
            }
        }
    }
}
