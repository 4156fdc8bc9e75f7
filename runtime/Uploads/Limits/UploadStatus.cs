using ScriptChat.Diagnostics;

namespace ScriptChat.Uploads.Limits;

/// <summary>The HTTP statuses of refusals.</summary>
public static class UploadStatus
{
    private static readonly Dictionary<string, int> Statuses = new()
    {
        [UploadCodes.NotHere.Id] = 401,
        [UploadCodes.NotTaken.Id] = 403,
        [UploadCodes.TooLarge.Id] = 413,
        [UploadCodes.Empty.Id] = 400,
        [UploadCodes.NotWhatItSays.Id] = 415,
        [UploadCodes.TypeRefused.Id] = 415,
        [UploadCodes.Damaged.Id] = 422,
        [UploadCodes.TooManyPixels.Id] = 413,
        [UploadCodes.TooMany.Id] = 429,
        [UploadCodes.NoSpace.Id] = 507,
        [UploadCodes.UnknownUpload.Id] = 404,
        [UploadCodes.ImagesUnchecked.Id] = 415,
        [UploadCodes.StoreFailed.Id] = 500,
    };

    /// <summary>The status that goes with a code.</summary>
    /// <param name="code">The code.</param>
    public static int Of(DiagnosticCode code) => Statuses.GetValueOrDefault(code.Id, 400);
}
