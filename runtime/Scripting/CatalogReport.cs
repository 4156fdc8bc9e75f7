using ScriptChat.Diagnostics;

namespace ScriptChat.Scripting;

/// <summary>Something that happened to the task's code, for its author.</summary>
/// <param name="Kind">What.</param>
/// <param name="Diagnostics">What the compiler and the checks say; empty when nothing.</param>
/// <param name="Changed">The files whose change led to it, relative to the folder; empty at the start.</param>
/// <param name="Took">From the last save of the change (at the start: from the beginning) to now.</param>
/// <param name="FromCache">Whether the compiled output came from the cache.</param>
public sealed record CatalogReport(CatalogEvent Kind, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<string> Changed, TimeSpan Took, bool FromCache = false);

/// <summary>What happened to the task's code.</summary>
public enum CatalogEvent
{
    /// <summary>Compilation begins.</summary>
    Compiling,

    /// <summary>Packages are chosen and fetched, which may take long; the last good version stays live meanwhile.</summary>
    Restoring,

    /// <summary>The code compiled; module_initialize and the models' loading begin.</summary>
    Initializing,

    /// <summary>The version is live.</summary>
    Live,

    /// <summary>It has errors; the last good version, if there is one, stays live.</summary>
    Broken,

    /// <summary>A save that changed nothing that counts.</summary>
    Unchanged,

    /// <summary>A version that conversations run on is not kept or can't be loaded; said once for each.</summary>
    Lost,
}
