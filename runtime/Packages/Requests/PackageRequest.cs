namespace ScriptChat.Packages.Requests;

/// <summary>A script's wish for a package.</summary>
/// <param name="Id">The package's name; case does not count.</param>
/// <param name="Version">The version as it is written; empty when there is none.</param>
/// <param name="Path">The script.</param>
/// <param name="Line">The line of the directive, counted from 1.</param>
/// <param name="Column">The column of the directive, counted from 1.</param>
public sealed record PackageRequest(string Id, string Version, string Path, int Line, int Column)
{
    /// <summary>Where it stands, as messages name another place.</summary>
    internal string Place => $"{System.IO.Path.GetFileName(Path)}({Line},{Column})";
}
