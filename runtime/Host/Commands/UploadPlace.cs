using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Uploads;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;
using ScriptChat.Worlds;
using Spectre.Console;

namespace ScriptChat.Host.Commands;

/// <summary>Where the files are that people send: in the data folder, beside the journal that refers to them.</summary>
internal static class UploadPlace
{
    public static string Folder(string data) => Path.Combine(data, "uploads");

    /// <summary>Reads what is there, and makes nothing.</summary>
    public static Func<Payload, Stream> Reader(string data)
    {
        var desk = new Lazy<UploadDesk>(() => new UploadDesk(UploadStore.Open(Folder(data), new UploadLimits(), TimeProvider.System), new UploadLimits(), () => [], TimeProvider.System));
        return payload => Directory.Exists(Folder(data)) ? desk.Value.Read(payload) : throw new FileNotFoundException("There are no files in the data folder.");
    }

    /// <summary>The desk; null after saying what is wrong.</summary>
    public static UploadDesk? Open(string data, Func<IReadOnlyCollection<string>> kinds, Terminal terminal)
    {
        try
        {
            var limits = new UploadLimits();
            var store = UploadStore.Open(Folder(data), limits, TimeProvider.System);
            if (UploadStore.ImageTrouble is { } trouble)
                terminal.Error($"[yellow]{Markup.Escape(new Diagnostic(UploadCodes.ImagesUnchecked, $"{UploadCodes.ImagesUnchecked.Title} ({trouble}); {UploadCodes.ImagesUnchecked.Remedy}").ToString())}[/]");
            return new UploadDesk(store, limits, kinds, TimeProvider.System);
        }
        catch (UploadException refused)
        {
            terminal.Error($"[red]{Markup.Escape(new Diagnostic(refused.Code, $"{refused.Message} ({refused.InnerException?.Message}); {refused.Code.Remedy}", Folder(data)).ToString())}[/]");
            return null;
        }
    }
}
