namespace ScriptChat.Packages.Restored;

/// <summary>A file of a package.</summary>
/// <param name="Use">What it is for.</param>
/// <param name="Path">Its full path.</param>
public sealed record PackageFile(PackageFileUse Use, string Path);

/// <summary>What a package's file is for.</summary>
public enum PackageFileUse
{
    /// <summary>Scripts are compiled against it.</summary>
    Compile,

    /// <summary>It is loaded when scripts run.</summary>
    Runtime,

    /// <summary>A library of native code that is loaded when it is called.</summary>
    Native,
}
