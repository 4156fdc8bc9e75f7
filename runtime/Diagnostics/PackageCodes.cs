namespace ScriptChat.Diagnostics;

/// <summary>SC22: packages that scripts ask for.</summary>
public static class PackageCodes
{
    /// <summary>A directive that can't be read.</summary>
    public static readonly DiagnosticCode BadDirective = new("SC2201", "A directive that asks for a package is not understood", "Write #r \"nuget: Package, 1.2.3\" or #:package Package@1.2.3");

    /// <summary>A directive that scripts of a task don't have.</summary>
    public static readonly DiagnosticCode UnknownDirective = new("SC2202", "A directive that scripts of a task do not have", "Use #r, #load and #:package; a task has no project of its own");

    /// <summary>A floating version.</summary>
    public static readonly DiagnosticCode NotExact = new("SC2203", "A package without one exact version", "Write the version, such as 1.2.3; another kind is taken only when the lock file holds the package");

    /// <summary>Two scripts want different versions.</summary>
    public static readonly DiagnosticCode ScriptsDisagree = new("SC2204", "Two scripts of a task want different versions of a package", "Write the same version in both; all scripts of a task share their packages");

    /// <summary>No such package.</summary>
    public static readonly DiagnosticCode NoPackage = new("SC2205", "A package that no source has", "Mend its name, or add its source to the NuGet configuration");

    /// <summary>No such version.</summary>
    public static readonly DiagnosticCode NoVersion = new("SC2206", "A version of a package that no source has", "Write one of the versions that the message lists");

    /// <summary>A source does not answer.</summary>
    public static readonly DiagnosticCode SourceUnreachable = new("SC2207", "A package source can't be reached", "See that it is up and that the NuGet configuration names it right; with a lock file and the packages in their folder no source is asked");

    /// <summary>No source to ask.</summary>
    public static readonly DiagnosticCode NoSource = new("SC2208", "A package is not there and no source is configured to get it from", "Add a source to the NuGet configuration, or put the package into the folder of packages");

    /// <summary>Nothing for this framework.</summary>
    public static readonly DiagnosticCode NoAssemblies = new("SC2209", "A package holds nothing that scripts can use", "Take a version that has assemblies for net10.0, a lower .NET or .NET Standard");

    /// <summary>The runtime ships it.</summary>
    public static readonly DiagnosticCode Shipped = new("SC2210", "A package brings a newer assembly than the one that all scripts share with the runtime", "Take a version of the package that is made for this .NET and this runtime");

    /// <summary>Packages do not agree.</summary>
    public static readonly DiagnosticCode VersionsClash = new("SC2211", "Packages need versions of another package that do not go together", "Take versions that agree, or ask in a script for the version that all can use");

    /// <summary>The content is not what was locked.</summary>
    public static readonly DiagnosticCode OtherContent = new("SC2212", "A package's content is not what the lock file says", "Find out who changed it; if the new content is right, delete the lock file");

    /// <summary>The lock file can't be read.</summary>
    public static readonly DiagnosticCode BadLockFile = new("SC2213", "The lock file can't be read", "Bring it back from a copy, or delete it to have the packages chosen anew");

    /// <summary>The lock file can't be written.</summary>
    public static readonly DiagnosticCode LockNotWritten = new("SC2214", "The lock file can't be written", "Give the runtime the right to write beside the scripts, or write the file elsewhere with 'runtime check' and copy it there", Severity.Warning);

    /// <summary>It can't be unpacked.</summary>
    public static readonly DiagnosticCode RestoreFailed = new("SC2215", "Packages can't be restored", "See the reason: a full disk, a folder that can't be written, a damaged package, a NuGet configuration that can't be read");
}
