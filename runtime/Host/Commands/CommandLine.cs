using System.CommandLine;
using ScriptChat.Host.Output;
using ScriptChat.Tasks;

namespace ScriptChat.Host.Commands;

/// <summary>The command line: <c>runtime --task FOLDER</c> and its subcommands.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = Build(output, error);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors) await error.WriteLineAsync($"runtime: {problem.Message}{Suggestion(problem.Message, parsed)}");
            await error.WriteLineAsync("Try 'runtime --help'.");
            return ExitCodes.Usage;
        }

        // Stopping has an order here: the first Ctrl-C tells people, the second ends at once.
        var settings = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(settings);
        }
        catch (Exception unforeseen)
        {
            await error.WriteLineAsync($"runtime: {unforeseen.Message}");
            await error.WriteLineAsync(unforeseen.StackTrace);
            return ExitCodes.Failed;
        }
    }

    /// <summary>What somebody may have meant by a word that is not known, with a blank before it; empty when nothing is near.</summary>
    private static string Suggestion(string problem, ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault(token => problem.Contains($"'{token}'", StringComparison.Ordinal)) is not { } word) return "";
        var command = parsed.CommandResult.Command;
        // As serving has it; here the folder stands alone, and the option was taken for it.
        if (parsed.Tokens.Any(token => token.Value == "--task") && command.Arguments is [{ Name: "folder" }]) return $" Did you mean 'runtime {command.Name} {word}'?";
        var options = command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive));
        IEnumerable<string> known = [.. command.Subcommands.Select(one => one.Name), .. options.SelectMany(option => option.Aliases.Append(option.Name))];
        if (NameSuggester.Nearest(word, known) is { } nearest) return $" Did you mean '{nearest}'?";
        return command is RootCommand && Directory.Exists(word) ? $" Did you mean '--task {word}'?" : "";
    }

    private static RootCommand Build(TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Serves chat worlds written as C# scripts.");
        var serve = new ServeArguments();
        serve.AddTo(root);
        root.SetAction(async (parsed, cancellationToken) =>
        {
            if (serve.Read(parsed) is { } options) return await ServeCommand.RunAsync(options, new Terminal(output, error), cancellationToken);
            await error.WriteLineAsync("runtime: name a task's folder: runtime --task tasks/chatbot");
            await error.WriteLineAsync("Try 'runtime --help'.");
            return ExitCodes.Usage;
        });
        root.Subcommands.Add(NewCommand.Build(output, error));
        root.Subcommands.Add(CheckCommand.Build(output));
        root.Subcommands.Add(TestCommand.Build(output, error));
        root.Subcommands.Add(ConnectCommand.Build(output, error));
        root.Subcommands.Add(ReplayCommand.Build(output, error));
        root.Subcommands.Add(ExportCommand.Build(output, error));
        return root;
    }
}
