using System.CommandLine;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Replaying;
using ScriptChat.Host.Output;
using ScriptChat.Host.Replaying;
using ScriptChat.Journal;
using ScriptChat.Journal.Sqlite;
using ScriptChat.Messages;
using ScriptChat.Records.Files;
using ScriptChat.Records.Retelling;
using ScriptChat.Records.Transcripts;
using ScriptChat.Tasks;
using ScriptChat.Uploads.Storing;
using Spectre.Console;

namespace ScriptChat.Host.Commands;

/// <summary><c>runtime replay CONVERSATION</c>: plays a recorded conversation again, event by event.</summary>
internal static class ReplayCommand
{
    public static Command Build(TextWriter output, TextWriter error)
    {
        var conversation = new Argument<string>("conversation") { Description = "The conversation's id." };
        var place = new DataPlace();
        var number = Numbers.Whole(1, int.MaxValue, "--until takes a number of an event, 1 or more.");
        var until = new Option<int?>("--until") { Description = "Stop after this event, and say where the world waits.", CustomParser = result => number(result), HelpName = "N" };
        var script = new Option<string?>("--script") { Description = "Play it on another script: a task's folder, or a script file in place of the one of its name.", HelpName = "PATH" };
        var dialogue = new Option<string?>("--to-dialogue") { Description = "Write it as a *.dialogue test instead, which must not be there yet.", HelpName = "FILE" };
        var command = new Command("replay", "Plays a recorded conversation again on its own script or an edited one; exits with 1 on a difference.") { conversation };
        place.AddTo(command);
        foreach (var option in new Option[] { until, script, dialogue }) command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new Request(
                new ConversationId(parsed.GetValue(conversation)!), place.Task(parsed), place.Data(parsed), parsed.GetValue(until), parsed.GetValue(script), parsed.GetValue(dialogue));
            return RunAsync(request, new Terminal(output, error), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(Request request, Terminal terminal, CancellationToken cancellationToken)
    {
        using var stop = new Interruption(terminal, cancellationToken);
        try
        {
            await using var journal = await SqliteJournalReader.OpenAsync(request.Data, stop.Token);
            await using var scripts = new ReplayScripts(request.Task, request.Data, Models.Loader, terminal);
            return request.Dialogue is { } file
                ? await RetellAsync(request, journal, scripts, file, terminal, stop.Token)
                : await PlayAsync(request, journal, scripts, terminal, stop.Token);
        }
        catch (JournalException refused)
        {
            return Fail(refused.Diagnostic, terminal);
        }
        catch (ReplayException refused)
        {
            return Fail(refused.Diagnostic, terminal);
        }
        catch (RecordException refused)
        {
            return Fail(refused.Diagnostic, terminal);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<int> PlayAsync(Request request, IJournalReader journal, ReplayScripts scripts, Terminal terminal, CancellationToken cancellationToken)
    {
        var module = request.Script is { } path ? await scripts.LoadAsync(path, await VersionAsync(request, journal, cancellationToken), cancellationToken) : null;
        var replayer = new ConversationReplayer(journal, new ReplayOptions { Catalog = scripts.Catalog, Module = module, Until = request.Until, Log = scripts.Log, OpenUpload = new StoredFiles(UploadPlace.Folder(request.Data)).Read });
        var (differences, last) = (0, (ReplayedEvent?)null);
        await foreach (var one in replayer.PlayAsync(request.Conversation, cancellationToken))
        {
            ReplayNarrator.Tell(one, terminal);
            if (one.Difference is not null) differences++;
            last = one;
        }

        if (last is not null) terminal.Line($"After event {last.Number} the world waits for {Markup.Escape(last.Waits)}.");
        if (differences == 0) return ExitCodes.Well;
        var parts = last is not { IsFatal: true } first ? ""
            : request.Script is null ? $", and the conversation goes another way from event {first.Number} on"
            : $"; event {first.Number} is the first that the edited script can't carry: {first.Difference}";
        return Fail(new Diagnostic(RecordCodes.Differs, $"{(differences == 1 ? "1 event goes" : $"{differences} events go")} differently{parts}; see the events that are marked"), terminal);
    }

    private static async Task<int> RetellAsync(Request request, IJournalReader journal, ReplayScripts scripts, string file, Terminal terminal, CancellationToken cancellationToken)
    {
        var version = await VersionAsync(request, journal, cancellationToken);
        WorldModule module = request.Script is { } path
            ? await scripts.LoadAsync(path, version, cancellationToken)
            : await scripts.FindAsync(version, cancellationToken) ?? throw new ReplayException(RecordCodes.NoVersion, $"the version {version} of the scripts is not to be had; name a script with --script");
        if (await new TranscriptReader(journal).FindAsync(request.Conversation, cancellationToken) is { BranchOf: { } origin })
            throw new ReplayException(RecordCodes.NoBranch, $"the conversation {request.Conversation} is a branch of {origin} and begins in its middle; write that one as a dialogue");
        var course = await new CourseReader(journal).FindAsync(request.Conversation, cancellationToken);
        await using var written = NewFile.Create(file);
        var retold = await DialogueRetelling.WriteAsync(course!, module, file, cancellationToken);
        await written.Stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(retold.Text), cancellationToken);
        await written.FinishAsync();
        if (retold.Remark is { } remark) terminal.Error($"[yellow]{Markup.Escape(new Diagnostic(RecordCodes.NotExact, $"{remark}; see the top of the file", file).ToString())}[/]");
        return retold.Passes ? ExitCodes.Well : ExitCodes.Failed;
    }

    private static async Task<string> VersionAsync(Request request, IJournalReader journal, CancellationToken cancellationToken)
    {
        var transcript = await new TranscriptReader(journal).FindAsync(request.Conversation, cancellationToken)
            ?? throw new ReplayException(RecordCodes.UnknownConversation, $"there is no conversation {request.Conversation} in the journal; 'runtime export --format csv --kind all' lists those that there are, with the same --task or --data");
        return transcript.LastVersion ?? "";
    }

    private static int Fail(Diagnostic problem, Terminal terminal)
    {
        terminal.Error($"[red]{Markup.Escape(DiagnosticFormats.Relative(problem).ToString())}[/]");
        return ExitCodes.Failed;
    }

    private sealed record Request(ConversationId Conversation, string? Task, string Data, int? Until, string? Script, string? Dialogue);
}
