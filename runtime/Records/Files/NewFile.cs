using ScriptChat.Diagnostics;

namespace ScriptChat.Records.Files;

/// <summary>A file that is there whole or not at all, and never in place of another: it is written under a name of its own, and renamed
/// at the end.</summary>
public sealed class NewFile : IAsyncDisposable
{
    private readonly string path;
    private readonly string draft;
    private readonly FileStream stream;

    private NewFile(string path, string draft, FileStream stream)
    {
        this.path = path;
        this.draft = draft;
        this.stream = stream;
    }

    /// <summary>Where to write.</summary>
    public Stream Stream => stream;

    /// <summary>Begins a file.</summary>
    /// <param name="path">What it is to be called.</param>
    /// <exception cref="RecordException">There is such a file, or none can be written there.</exception>
    public static NewFile Create(string path)
    {
        if (File.Exists(path) || Directory.Exists(path)) throw Exists(path, null);
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            return new NewFile(path, part, new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, error);
        }
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="RecordException">There is such a file by now, or it can't be written.</exception>
    public async Task FinishAsync()
    {
        try
        {
            await stream.DisposeAsync();
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw Exists(path, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, error);
        }
    }

    /// <summary>Leaves nothing behind unless the file was finished.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await stream.DisposeAsync();
        }
        catch (IOException)
        {
            // What could not be written goes away with the file; who wrote has been told.
        }

        File.Delete(draft);
    }

    /// <summary>What to say when a file can't be written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="error">Why.</param>
    /// <returns>What to throw.</returns>
    public static RecordException Unwritable(string path, Exception error) =>
        new(RecordCodes.Unwritable, $"the file can't be written ({error.Message}); make room or make the folder writable; nothing was left behind", path, error);

    private static RecordException Exists(string path, Exception? error) =>
        new(RecordCodes.FileExists, "the file is there already; name another, or move it away; nothing was overwritten", path, error);
}
