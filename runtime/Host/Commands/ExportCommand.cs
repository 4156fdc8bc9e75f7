using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ScriptChat.Diagnostics;
using ScriptChat.Host.Output;
using ScriptChat.Journal;
using ScriptChat.Journal.Sqlite;
using ScriptChat.Messages;
using ScriptChat.Records.Export;
using ScriptChat.Records.Files;
using ScriptChat.Records.Transcripts;
using ScriptChat.Uploads.Storing;
using Spectre.Console;

namespace ScriptChat.Host.Commands;

/// <summary><c>runtime export</c>: writes recorded conversations for others to read.</summary>
internal static class ExportCommand
{
    public static Command Build(TextWriter output, TextWriter error)
    {
        var place = new DataPlace();
        var format = new Option<string>("--format", "-f") { Description = "parlai, messages, csv, or rows for what worlds saved.", Required = true, HelpName = "FORMAT" };
        format.AcceptOnlyFromAmong("parlai", "messages", "csv", "rows", "dataset");
        var file = new Option<string?>("--out", "-o") { Description = "The file to write, which must not be there yet; standard output unless given.", HelpName = "FILE" };
        var files = new Option<string?>("--files") { Description = "A folder to copy the files to that people sent, each under the hash in its payload_url.", HelpName = "FOLDER" };
        var since = new Option<DateTimeOffset?>("--since") { Description = "Conversations that began then or later (UTC): 2026-01-31 or 2026-01-31T12:00.", HelpName = "TIME", CustomParser = Time };
        var until = new Option<DateTimeOffset?>("--until") { Description = "Conversations that began before (UTC).", HelpName = "TIME", CustomParser = Time };
        var conversation = new Option<string[]>("--conversation") { Description = "Only this conversation. Repeatable.", HelpName = "ID" };
        var name = new Option<string?>("--task-name") { Description = "Only conversations of this task, one of those under [tasks].", HelpName = "NAME" };
        var kind = new Option<string>("--kind") { Description = "task, onboarding, overworld or all.", DefaultValueFactory = _ => "task", HelpName = "KIND" };
        kind.AcceptOnlyFromAmong("task", "onboarding", "overworld", "all");
        var assistant = new Option<string?>("--assistant") { Description = "With messages: the speaker who is the assistant; the world and its models unless given.", HelpName = "NAME" };
        var command = new Command("export", "Writes recorded conversations as ParlAI's format, chat messages or a table; or the rows that worlds saved.");
        place.AddTo(command);
        foreach (var option in new Option[] { format, file, files, since, until, conversation, name, kind, assistant }) command.Options.Add(option);
        command.SetAction((parsed, cancellationToken) =>
        {
            var filter = new TranscriptFilter
            {
                Task = parsed.GetValue(name),
                Since = parsed.GetValue(since),
                Until = parsed.GetValue(until),
                Conversations = [.. (parsed.GetValue(conversation) ?? []).Select(id => new ConversationId(id))],
                Kinds = parsed.GetValue(kind) is var one && one == "all" ? Enum.GetValues<ConversationKind>() : [Enum.Parse<ConversationKind>(one!, ignoreCase: true)],
            };
            var options = new ExportOptions
            {
                Format = parsed.GetValue(format) switch
                {
                    "parlai" => ExportFormat.Parlai,
                    "messages" => ExportFormat.Messages,
                    "csv" => ExportFormat.Csv,
                    _ => ExportFormat.Rows,
                },
                Assistant = parsed.GetValue(assistant),
                TaskName = place.Name(parsed),
            };
            return RunAsync(place.Data(parsed), parsed.GetValue(file), parsed.GetValue(files), filter, options, new Terminal(output, error), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string data, string? file, string? files, TranscriptFilter filter, ExportOptions options, Terminal terminal, CancellationToken cancellationToken)
    {
        using var stop = new Interruption(terminal, cancellationToken);
        var problems = new DiagnosticBag();
        try
        {
            await using var journal = await SqliteJournalReader.OpenAsync(data, stop.Token);
            var transcripts = new TranscriptReader(journal, problems).ReadAsync(filter, stop.Token);
            var copies = files is null ? null : new ExportedFiles(new StoredFiles(UploadPlace.Folder(data)), files, problems);
            transcripts = copies?.FollowAsync(transcripts, stop.Token) ?? transcripts;
            ExportCount count;
            if (file is null)
            {
                await using var standard = Console.OpenStandardOutput();
                count = await Exporter.WriteAsync(transcripts, standard, options, stop.Token);
            }
            else
            {
                count = await Exporter.WriteAsync(transcripts, file, options, stop.Token);
            }

            // Where the export itself goes is no place for more words.
            terminal.Error($"[grey]{count.Conversations} conversation{(count.Conversations == 1 ? "" : "s")}, {count.Items} {(options.Format == ExportFormat.Rows ? "row" : "turn")}{(count.Items == 1 ? "" : "s")}{(copies is null ? "" : $", {copies.Copied} file{(copies.Copied == 1 ? "" : "s")} copied")}[/]");
            if (count.Conversations == 0 && await RecordedTasks.HintAsync(journal, filter, stop.Token) is { } hint) terminal.Error($"[yellow]{Markup.Escape(hint)}[/]");
        }
        catch (JournalException refused)
        {
            problems.AddRange([refused.Diagnostic]);
        }
        catch (RecordException refused)
        {
            problems.AddRange([refused.Diagnostic]);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (IOException closed) when (file is null)
        {
            // Whoever read the output has heard enough.
            problems.Add(RecordCodes.Unwritable, $"the standard output can't be written: {closed.Message}");
        }

        foreach (var problem in problems) terminal.Error($"[red]{Markup.Escape(DiagnosticFormats.Relative(problem).ToString())}[/]");
        return problems.HasErrors ? ExitCodes.Failed : ExitCodes.Well;
    }

    private static DateTimeOffset? Time(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
        result.AddError($"'{text}' is not a time; write 2026-01-31 or 2026-01-31T12:00 (UTC).");
        return null;
    }
}
