using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Tasks;

namespace ScriptChat.Host.Commands;

/// <summary>The task's folder as it was named on the command line.</summary>
internal static class TaskPlace
{
    /// <summary>What is wrong where a file was named instead of its task's folder; null where it is no file. To all that reads tasks it
    /// would be a folder that is not there.</summary>
    /// <param name="named">What was named.</param>
    public static Diagnostic? Check(string named)
    {
        if (!File.Exists(named)) return null;
        var path = Path.GetFullPath(named);
        var folder = DiagnosticFormats.Relative(FolderOf(path));
        return new Diagnostic(ConfigCodes.NotFound, $"this is a file; name its task's folder instead: {folder}", path);
    }

    // A script or a dialogue may lie in a folder below its task's.
    private static string FolderOf(string file)
    {
        var beside = Path.GetDirectoryName(file)!;
        for (var folder = beside; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, ConfigReader.FileName))) return folder;
        }

        return beside;
    }
}
