using System.Security.Cryptography;
using ScriptChat.Diagnostics;
using ScriptChat.Uploads.Limits;

namespace ScriptChat.Uploads.Storing;

/// <summary>A file on its way in: it lies apart until it is whole, checked and safe, and goes away unless it was moved.</summary>
internal sealed class Incoming : IDisposable
{
    private const int BlockBytes = 64 * 1024;
    private const int FileLimitReached = 27;
    private const int NoSpaceLeft = 28;
    private const int WindowsHandleFull = 39;
    private const int WindowsDiskFull = 112;
    private const int QuotaReached = 122;

    private readonly FileStream file;

    private Incoming(FileStream file) => this.file = file;

    public string Path => file.Name;

    public long Length => file.Length;

    /// <summary>The file, at its beginning.</summary>
    public Stream Content
    {
        get
        {
            file.Position = 0;
            return file;
        }
    }

    public static Incoming Make(string folder) => Guarded(() =>
    {
        Directory.CreateDirectory(folder);
        return new Incoming(new FileStream(System.IO.Path.Combine(folder, $"{Guid.NewGuid():n}.part"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0));
    });

    /// <summary>Takes all of a stream in.</summary>
    /// <exception cref="UploadException">It is larger than allowed, or there is no room.</exception>
    public async Task ReceiveAsync(Stream content, long most, CancellationToken cancellationToken)
    {
        var block = new byte[BlockBytes];
        while (await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var count)
        {
            if (file.Length + count > most) throw new UploadException(UploadCodes.TooLarge, $"the file is larger than {most} bytes");
            Write(block.AsSpan(0, count));
        }
    }

    /// <summary>Takes bytes in.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Explain(error);
        }
    }

    /// <summary>Puts other bytes in the place of those that came.</summary>
    public void Replace(ReadOnlySpan<byte> bytes)
    {
        file.SetLength(0);
        file.Position = 0;
        Write(bytes);
    }

    /// <summary>The hash of what it holds, in hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>Moves it to its place once it is on the disk. One that is there already is as good.</summary>
    public void MoveTo(string place) => Guarded(() =>
    {
        file.Flush(flushToDisk: true);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
        File.Move(file.Name, place, overwrite: true);
        return 0;
    });

    public void Dispose()
    {
        var path = file.Name;
        file.Dispose();
        // Where it was moved there is nothing left to delete.
        File.Delete(path);
    }

    /// <summary>Does something with files, and says by code what fails.</summary>
    public static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Explain(error);
        }
    }

    private static UploadException Explain(Exception error) =>
        error is IOException && (error.HResult & 0xFFFF) is FileLimitReached or NoSpaceLeft or QuotaReached or WindowsHandleFull or WindowsDiskFull
            ? new UploadException(UploadCodes.NoSpace, "there is no room for the file", error)
            : new UploadException(UploadCodes.StoreFailed, "the file could not be stored", error);
}
