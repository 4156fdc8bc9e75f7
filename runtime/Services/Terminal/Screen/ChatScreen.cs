using System.Text;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Terminal.Screen;

/// <summary>Shows a conversation in a terminal: speakers with names and colours, numbered quick replies, who is writing beside the
/// prompt. For a pipe: plain lines and nothing else. From any thread.</summary>
internal sealed class ChatScreen(TerminalConsole console)
{
    private const string PromptSign = "> ";

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> speakers = [];
    private readonly SortedSet<string> writers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> presence = [];
    private IReadOnlyList<string> replies = [];
    private bool prompting;
    private long inLine;

    /// <summary>Shows a message. Its quick replies are those to pick from now.</summary>
    public void Show(Message message)
    {
        lock (gate)
        {
            writers.Remove(message.Id);
            writers.Remove("");
            var lines = new StringBuilder();
            AppendMessage(lines, message);
            if (message.QuickReplies is { Count: > 0 } offered)
            {
                replies = offered;
                AppendReplies(lines, offered);
            }

            Write(lines);
        }
    }

    /// <summary>Shows a line of our own, not of the conversation.</summary>
    public void Note(string text)
    {
        lock (gate) Write(Line(text));
    }

    /// <summary>The author has changed the script, and the conversation is told anew from some message on. What a terminal has
    /// shown it can't take back; what was offered can't be picked any more.</summary>
    public void Strike()
    {
        lock (gate)
        {
            replies = [];
            writers.Clear();
            Write(Line("The author has changed the script. The conversation goes on from here:"));
        }
    }

    /// <summary>Shows words of the person's own that this terminal did not type.</summary>
    public void ShowOwn(string text)
    {
        lock (gate)
        {
            replies = [];
            Write(new StringBuilder().Append(PromptSign).Append(Ansi.Clean(text)).AppendLine());
        }
    }

    /// <summary>Somebody is writing, or no longer; nobody named is the world itself. Beside the prompt only.</summary>
    public void Typing(string who, bool on)
    {
        lock (gate)
        {
            if (on ? writers.Add(who) : writers.Remove(who)) Redraw();
        }
    }

    /// <summary>A partner is here, away, or has left.</summary>
    public void Presence(string who, string state)
    {
        lock (gate)
        {
            presence.TryGetValue(who, out var before);
            presence[who] = state;
            if (before == state || (before is null && state is "here")) return;
            writers.Remove(who);
            var name = who.Length == 0 ? "Your partner" : who;
            Write(Line(state switch { "here" => $"{name} is back.", "left" => $"{name} has left.", _ => $"{name} is away." }));
        }
    }

    /// <summary>Where the person is: a line is told of, and each step forward in it.</summary>
    /// <param name="inLine">The place in line, counted from 1; 0 for anywhere else.</param>
    public void Place(long inLine)
    {
        lock (gate)
        {
            if (this.inLine == inLine) return;
            this.inLine = inLine;
            if (inLine > 0) Write(Line($"{(inLine == 1 ? "You are first" : $"You are number {inLine}")} in line. It begins by itself; say EXIT to leave the line."));
        }
    }

    /// <summary>What a typed line means: a number picks a quick reply, anything else is itself. Settles the replies.</summary>
    public string Resolve(string line)
    {
        lock (gate)
        {
            var picked = Pick(line.Trim());
            replies = [];
            return picked ?? line;
        }
    }

    /// <summary>The person can write now.</summary>
    public void Prompt()
    {
        lock (gate)
        {
            prompting = true;
            Redraw();
        }
    }

    /// <summary>Nothing more will be written.</summary>
    public void Close()
    {
        lock (gate)
        {
            var clear = prompting && console.Interactive;
            prompting = false;
            try
            {
                if (clear) console.Output.Write(Ansi.ClearLine);
                console.Output.Flush();
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // The terminal was closed before the conversation was.
            }
        }
    }

    private string? Pick(string line)
    {
        // A reply that is itself a number wins over the number of a reply.
        if (replies.FirstOrDefault(reply => string.Equals(reply, line, StringComparison.OrdinalIgnoreCase)) is { } typed) return typed;
        return int.TryParse(line, out var number) && number >= 1 && number <= replies.Count ? replies[number - 1] : null;
    }

    /// <summary>What stands for something that a terminal can't show: <c>image cat.png 640x480</c>.</summary>
    private static string Words(Payload payload)
    {
        var words = payload.Type;
        if (payload.Name is { } name) words += $" {name}";
        if (payload is { Width: { } width, Height: { } height }) words += $" {width}x{height}";

        // An address on the service itself is of no use without a session's token.
        return payload.Url is { } url && !url.StartsWith('/') ? $"{words}: {url}" : words;
    }

    private void AppendMessage(StringBuilder lines, Message message)
    {
        var body = Ansi.Clean(message.Text);
        if (message.Payload is { } payload) body += $"{(body.Length > 0 ? "\n" : "")}[{Ansi.Clean(Words(payload))}]";
        if (message.Id.Length == 0)
        {
            lines.AppendLine(body);
            return;
        }

        var name = Ansi.Clean(message.Id).ReplaceLineEndings(" ");
        var indent = new string(' ', name.Length + 2);
        if (console.Colors) lines.Append(Ansi.Bold).Append(Ansi.Speaker(IndexOf(message.Id))).Append(name).Append(':').Append(Ansi.Reset).Append(' ');
        else lines.Append(name).Append(": ");
        lines.AppendLine(body.Replace("\n", Environment.NewLine + indent, StringComparison.Ordinal));
    }

    private void AppendReplies(StringBuilder lines, IReadOnlyList<string> offered)
    {
        for (var i = 0; i < offered.Count; i++)
        {
            var number = $"  {i + 1}) ";
            lines.Append(console.Colors ? $"{Ansi.Bold}{number}{Ansi.Reset}" : number).AppendLine(Ansi.Clean(offered[i]).ReplaceLineEndings(" "));
        }
    }

    private int IndexOf(string speaker)
    {
        if (!speakers.TryGetValue(speaker, out var index)) speakers[speaker] = index = speakers.Count;
        return index;
    }

    private StringBuilder Line(string text)
    {
        var line = new StringBuilder();
        if (console.Colors) line.Append(Ansi.Dim);
        line.Append("* ").Append(Ansi.Clean(text));
        if (console.Colors) line.Append(Ansi.Reset);
        return line.AppendLine();
    }

    private void Write(StringBuilder lines)
    {
        if (console.Interactive) console.Output.Write(Ansi.ClearLine);
        console.Output.Write(lines);
        Redraw();
        console.Output.Flush();
    }

    private void Redraw()
    {
        if (!console.Interactive || !prompting) return;
        console.Output.Write(Ansi.ClearLine);
        if (writers.Count > 0)
        {
            var named = writers.Where(who => who.Length > 0).Select(Ansi.Clean).ToList();
            var words = named.Count == 0 ? "writing… " : $"{string.Join(" and ", named)} {(named.Count == 1 ? "is" : "are")} writing… ";
            console.Output.Write(console.Colors ? $"{Ansi.Dim}{words}{Ansi.Reset}" : words);
        }

        console.Output.Write(PromptSign);
        console.Output.Flush();
    }
}
