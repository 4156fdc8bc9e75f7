using System.Collections.Concurrent;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;
using ScriptChat.Worlds;

namespace ScriptChat.Uploads;

/// <summary>Where the services of a runtime bring the files that people send: who may, how many, and what becomes of them in messages.
/// One for all services, so that people of different ones can show each other things. For any number of threads.</summary>
public sealed class UploadDesk
{
    private readonly UploadStore store;
    private readonly Func<IReadOnlyCollection<string>> kinds;
    private readonly Allowance allowance;
    private readonly Attachments attachments;
    private readonly ConcurrentDictionary<long, PersonId> seats = new();
    private readonly SemaphoreSlim places;

    /// <summary>Makes one.</summary>
    /// <param name="store">Where the files go.</param>
    /// <param name="limits">What people may upload.</param>
    /// <param name="kinds">The kinds that the task takes now (<c>image</c>, <c>audio</c>, <c>video</c>, <c>file</c>); asked at each upload.</param>
    /// <param name="time">The clock.</param>
    public UploadDesk(UploadStore store, UploadLimits limits, Func<IReadOnlyCollection<string>> kinds, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(limits);
        this.store = store;
        this.kinds = kinds;
        Limits = limits;
        allowance = new Allowance(limits, time);
        attachments = new Attachments(store);
        places = new SemaphoreSlim(limits.AtOnce);
    }

    /// <summary>What people may upload.</summary>
    public UploadLimits Limits { get; }

    /// <summary>The kinds that the task takes now.</summary>
    public IReadOnlyCollection<string> Kinds => kinds();

    /// <summary>A person has been welcomed on a connection, and may upload from now on.</summary>
    /// <param name="person">Who.</param>
    /// <param name="connection">The connection.</param>
    public void Enter(PersonId person, long connection) => seats[connection] = person;

    /// <summary>A connection is over.</summary>
    /// <param name="connection">The connection.</param>
    public void Leave(long connection) => seats.TryRemove(connection, out _);

    /// <summary>Whether a person is connected.</summary>
    /// <param name="person">Who.</param>
    public bool IsHere(PersonId person)
    {
        // Not Values, which copies them all.
        foreach (var (_, seated) in seats)
        {
            if (seated == person) return true;
        }

        return false;
    }

    /// <summary>Takes a file from a person.</summary>
    /// <param name="person">Who; connected.</param>
    /// <param name="content">The file.</param>
    /// <param name="length">How long it is said to be; null if that is not said.</param>
    /// <param name="stated">The media type that the client says; null for none.</param>
    /// <param name="cancellationToken">Gives up; nothing is kept.</param>
    /// <returns>The file, and what this person calls it.</returns>
    /// <exception cref="UploadException">It is refused, and nothing of it was kept.</exception>
    public async Task<(StoredUpload Upload, string Reference)> UploadAsync(
        PersonId person, Stream content, long? length, string? stated, CancellationToken cancellationToken)
    {
        var taken = kinds();
        if (taken.Count == 0) throw new UploadException(UploadCodes.NotTaken, "this task takes no files");
        if (length > Limits.FileBytes) throw new UploadException(UploadCodes.TooLarge, $"the file is larger than {Limits.FileBytes} bytes");
        if (!allowance.Take(person.Value, length ?? Limits.FileBytes)) throw new UploadException(UploadCodes.TooMany, "this person has sent many files in the last minute");
        if (!await places.WaitAsync(TimeSpan.Zero, cancellationToken)) throw new UploadException(UploadCodes.TooMany, "many files are being sent at this moment");
        try
        {
            var upload = await store.AddAsync(content, stated, taken.Contains, cancellationToken);
            return (upload, store.ReferenceOf(person, upload.Hash));
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>The file that a person means; null when there is none, or it is not theirs to see.</summary>
    /// <param name="person">Who.</param>
    /// <param name="reference">What they call it.</param>
    public StoredUpload? Find(PersonId person, string reference) => store.Find(person, reference);

    /// <summary>Opens a file to send it.</summary>
    /// <param name="upload">The file.</param>
    /// <exception cref="UploadException">It can't be read.</exception>
    public Stream Open(StoredUpload upload) => store.Files.Open(upload);

    /// <summary>What a person's payload becomes on its way in: a reference to a stored file; what is neither a reference nor a
    /// file's content stays as it is.</summary>
    /// <param name="person">Who sends it.</param>
    /// <param name="payload">What came.</param>
    /// <exception cref="UploadException">It is refused.</exception>
    public Payload Take(PersonId person, Payload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (Attachments.HoldsContent(payload) && !allowance.Take(person.Value, payload.Data!.Length))
            throw new UploadException(UploadCodes.TooMany, "this person has sent many files in the last minute");
        return attachments.Take(person, payload);
    }

    /// <summary>What a payload becomes on its way to a person who fetches files with a token.</summary>
    /// <param name="person">Who is shown it.</param>
    /// <param name="payload">What the world shows.</param>
    public Payload Refer(PersonId person, Payload payload) => attachments.Refer(person, payload);

    /// <summary>What a payload becomes on its way to a client that can't fetch files: an image's own bytes, in base64.</summary>
    /// <param name="payload">What the world shows.</param>
    public Payload Inline(Payload payload) => attachments.Inline(payload);

    /// <summary>The bytes of a payload, for worlds.</summary>
    /// <param name="payload">A payload that refers to a stored file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public Stream Read(Payload payload) => store.Files.Read(payload);
}
