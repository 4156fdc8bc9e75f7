using ScriptChat.Diagnostics;
using ScriptChat.Uploads;

namespace ScriptChat.Services.Uploads;

/// <summary>What <see cref="UploadEndpoints"/> run with.</summary>
public sealed record UploadSettings
{
    /// <summary>Where the files go.</summary>
    public required UploadDesk Desk { get; init; }

    /// <summary>The services whose people may send files, by name.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Origins of pages that may send files beside the runtime's own. Default: none.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Where refusals go, without what people wrote. Default: nowhere.</summary>
    public IEventLog Log { get; init; } = NoLog.Instance;
}
