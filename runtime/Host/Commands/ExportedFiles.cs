using System.Runtime.CompilerServices;
using ScriptChat.Diagnostics;
using ScriptChat.Records.Files;
using ScriptChat.Records.Transcripts;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;
using ScriptChat.Uploads.Types;

namespace ScriptChat.Host.Commands;

/// <summary>The files that people sent in the conversations that are exported, copied into a folder: each once, called by the hash that
/// stands in <c>payload_url</c>, with the ending of its type.</summary>
internal sealed class ExportedFiles(StoredFiles stored, string folder, DiagnosticBag problems)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>How many were copied.</summary>
    public int Copied { get; private set; }

    /// <summary>The transcripts as they are; their files are copied as they pass.</summary>
    /// <exception cref="RecordException">A file can't be written.</exception>
    public async IAsyncEnumerable<ConversationTranscript> FollowAsync(
        IAsyncEnumerable<ConversationTranscript> transcripts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var transcript in transcripts.WithCancellation(cancellationToken))
        {
            foreach (var turn in transcript.Turns)
            {
                if (StoredFiles.HashIn(turn.PayloadUrl) is { } hash && seen.Add(hash)) await CopyAsync(hash, cancellationToken);
            }

            yield return transcript;
        }
    }

    private async Task CopyAsync(string hash, CancellationToken cancellationToken)
    {
        if (stored.Find(hash) is not { } upload)
        {
            problems.Add(RecordCodes.FileGone, $"the file {hash}, which a message refers to, is not in the data folder any more; bring the folder's 'uploads' back from a copy, or do without it");
            return;
        }

        var target = Path.Combine(folder, FileNames.Clean(hash, upload.MimeType) ?? hash);
        // One export after the other into the same folder: what has this name is this file.
        if (File.Exists(target)) return;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NewFile.Unwritable(folder, error);
        }

        try
        {
            await using var source = stored.Open(upload);
            await using var file = NewFile.Create(target);
            await source.CopyToAsync(file.Stream, cancellationToken);
            await file.FinishAsync();
        }
        catch (UploadException unreadable)
        {
            problems.Add(RecordCodes.FileGone, $"the file {hash}, which a message refers to, can't be read ({unreadable.InnerException?.Message}); make it readable, or do without it");
            return;
        }

        Copied++;
    }
}
