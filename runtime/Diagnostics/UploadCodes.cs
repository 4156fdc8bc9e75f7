namespace ScriptChat.Diagnostics;

/// <summary>SC406: files that people upload. These go out in answers to <c>POST /uploads</c> and in <c>error</c> frames.</summary>
public static class UploadCodes
{
    /// <summary>Whoever uploads or asks for a file is not known.</summary>
    public static readonly DiagnosticCode NotHere = new("SC4060", "Nobody who is connected holds this session", "Send the token of a connected session as 'Authorization: Bearer TOKEN'");

    /// <summary>The task takes no such files.</summary>
    public static readonly DiagnosticCode NotTaken = new("SC4061", "The task takes no files of this kind", "Name the kind under 'uploads' in config.toml if it is meant to");

    /// <summary>A file is too large.</summary>
    public static readonly DiagnosticCode TooLarge = new("SC4062", "A file is too large", "Send a smaller one, or raise the limit");

    /// <summary>A file is empty.</summary>
    public static readonly DiagnosticCode Empty = new("SC4063", "A file is empty", "Send one with content");

    /// <summary>A file is not what it is called.</summary>
    public static readonly DiagnosticCode NotWhatItSays = new("SC4064", "A file is not what it says it is", "Send it as what it is");

    /// <summary>Files of this type are not taken by anybody.</summary>
    public static readonly DiagnosticCode TypeRefused = new("SC4065", "Files of this type are not taken", "Send one of the types in runtime/Services/README.md");

    /// <summary>A file is damaged.</summary>
    public static readonly DiagnosticCode Damaged = new("SC4066", "A file is damaged or not whole", "Save it again with another program and send that");

    /// <summary>An image has too many pixels.</summary>
    public static readonly DiagnosticCode TooManyPixels = new("SC4067", "An image has too many pixels", "Send a smaller one, or raise the limit");

    /// <summary>Somebody uploads too much.</summary>
    public static readonly DiagnosticCode TooMany = new("SC4068", "Files come too fast", "Wait a minute and send it again");

    /// <summary>The disk is full.</summary>
    public static readonly DiagnosticCode NoSpace = new("SC4069", "There is no room for files", "Make room on the disk of the data folder; nothing else is hurt");

    /// <summary>A reference to a file that is not there or not theirs.</summary>
    public static readonly DiagnosticCode UnknownUpload = new("SC4070", "There is no such file for this person", "Upload it and use the 'upload' of the answer");

    /// <summary>Images can't be checked on this machine.</summary>
    public static readonly DiagnosticCode ImagesUnchecked = new("SC4071", "Images can't be checked on this machine and are refused", "Run on a platform for which NetVips.Native has a library", Severity.Warning);

    /// <summary>Storing a file failed.</summary>
    public static readonly DiagnosticCode StoreFailed = new("SC4072", "A file could not be stored", "See that the data folder can be written; nothing of the file was kept");
}
