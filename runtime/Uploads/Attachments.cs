using System.Text.Json.Nodes;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;
using ScriptChat.Uploads.Types;
using ScriptChat.Worlds;

namespace ScriptChat.Uploads;

/// <summary>Payloads and the files that they mean. On the wire a file has a name of each person's own, inside the runtime that of its
/// content: <c>/uploads/HASH</c>.</summary>
internal sealed class Attachments(UploadStore store)
{
    private const string Reference = "upload";

    private static readonly string[] Kinds = ["image", "audio", "video", "file"];

    /// <summary>Whether it holds a file's content.</summary>
    public static bool HoldsContent(Payload payload) => payload.Data is not null && Kinds.Contains(payload.Type);

    public Payload Take(PersonId person, Payload payload)
    {
        if (payload.Extra?[Reference] is { } stated)
        {
            if (stated is not JsonValue value || !value.TryGetValue<string>(out var reference) || store.Find(person, reference) is not { } upload)
                throw new UploadException(UploadCodes.UnknownUpload, "'payload.upload' is not a file that this person has uploaded or was shown");
            return PayloadOf(upload, payload);
        }

        if (payload.Url?.TrimStart() is { } url && url.TrimStart('/').StartsWith("uploads/", StringComparison.OrdinalIgnoreCase))
            throw new UploadException(UploadCodes.UnknownUpload, "'payload.url' names a file of the service, which is meant with 'payload.upload'");
        return HoldsContent(payload) ? PayloadOf(Store(payload), payload) : payload;
    }

    public Payload Refer(PersonId person, Payload payload)
    {
        if (StoredFiles.HashIn(payload.Url) is not { } hash) return payload;
        var reference = store.ReferenceOf(person, hash);
        var extra = (JsonObject?)payload.Extra?.DeepClone() ?? [];
        extra[Reference] = reference;
        return payload with { Url = StoredFiles.Prefix + reference, Extra = extra };
    }

    public Payload Inline(Payload payload)
    {
        if (StoredFiles.HashIn(payload.Url) is not { } hash) return payload;
        var there = payload with { Url = null };
        if (store.Files.Find(hash) is not { Kind: "image" } upload) return there;
        try
        {
            return store.Small(upload) is var (content, mimeType) ? there with { Data = Convert.ToBase64String(content), MimeType = mimeType } : there;
        }
        catch (UploadException)
        {
            // A picture that can't be read is no reason to lose the words beside it.
            return there;
        }
    }

    private StoredUpload Store(Payload payload)
    {
        var content = new byte[payload.Data!.Length];
        if (!Convert.TryFromBase64String(payload.Data, content, out var count)) throw new UploadException(UploadCodes.Damaged, "'payload.data' is not base64");
        return store.Add(content.AsSpan(0, count), payload.MimeType, kind => kind == payload.Type
            ? true
            : throw new UploadException(UploadCodes.NotWhatItSays, $"the payload's type is not that of its content, which is of kind '{kind}'"));
    }

    private static Payload PayloadOf(StoredUpload upload, Payload stated)
    {
        var extra = new JsonObject();
        foreach (var (name, value) in stated.Extra ?? [])
        {
            // What is known of the file is not what the client says of it.
            if (name is not (Reference or "name" or "size" or "width" or "height")) extra[name] = value?.DeepClone();
        }

        var called = stated.Extra?["name"] is JsonValue given && given.TryGetValue<string>(out var text) ? text : null;
        return new Payload
        {
            Type = upload.Kind,
            Url = StoredFiles.Prefix + upload.Hash,
            MimeType = upload.MimeType,
            Name = FileNames.Clean(called, FileTypes.Of(upload.MimeType)!),
            Size = upload.Size,
            Width = upload.Width,
            Height = upload.Height,
            Extra = extra.Count > 0 ? extra : null,
        };
    }
}
