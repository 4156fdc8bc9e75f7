namespace ScriptChat.Scripting.Keeping;

/// <summary>Writes a file that is either there whole, also after a power failure, or not at all.</summary>
internal static class DurableFile
{
    /// <summary>How the name of a file ends that is not finished.</summary>
    public const string DraftEnding = ".draft";

    /// <summary>Writes it.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var draft = $"{path}.{Guid.NewGuid():N}{DraftEnding}";
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            // The folder itself can't be flushed from here. File systems that keep a log write renames in order, so what is flushed
            // later, the journal that names the version for one, takes this along.
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
