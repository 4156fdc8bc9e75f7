using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Uploads;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;
using Spectre.Console;

namespace ScriptChat.Host.Commands;

/// <summary>Where the files are that people send: in the data folder, beside the journal that refers to them.</summary>
internal static class UploadPlace
{
    public static string Folder(string data) => Path.Combine(data, "uploads");

    /// <summary>The desk; null after saying what is wrong.</summary>
    public static UploadDesk? Open(string data, Func<IReadOnlyCollection<string>> kinds, Terminal terminal)
    {
        try
        {
            var limits = new UploadLimits();
            return new UploadDesk(UploadStore.Open(Folder(data), limits, TimeProvider.System), limits, kinds, TimeProvider.System);
        }
        catch (UploadException refused)
        {
            terminal.Error($"[red]{Markup.Escape(new Diagnostic(refused.Code, $"{refused.Message} ({refused.InnerException?.Message}); {refused.Code.Advice}", Folder(data)).ToString())}[/]");
            return null;
        }
    }

    /// <summary>Says, once, when a task takes images and this machine can't check any. A task that takes none loads no library for them.</summary>
    public static Action ImageCheck(Func<IReadOnlyCollection<string>> kinds, Terminal terminal)
    {
        var isDone = false;
        return () =>
        {
            if (isDone || !kinds().Contains("image")) return;
            isDone = true;
            if (UploadStore.ImageTrouble is { } trouble)
                terminal.Error($"[yellow]{Markup.Escape(new Diagnostic(UploadCodes.ImagesUnchecked, $"{UploadCodes.ImagesUnchecked.Title} ({trouble}); {UploadCodes.ImagesUnchecked.Advice}").ToString())}[/]");
        };
    }
}
