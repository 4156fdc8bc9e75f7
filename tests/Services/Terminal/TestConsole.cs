using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using ScriptChat.Services.Terminal.Screen;
using ScriptChat.Services.Tests.Contract;

namespace ScriptChat.Services.Tests.Terminal;

/// <summary>A terminal at which a test sits: it types lines and reads what is shown.</summary>
internal sealed class TestConsole
{
    private readonly BlockingCollection<string> typed = [];
    private readonly Channel<string> shown = Channel.CreateUnbounded<string>();
    private readonly Screen screen;

    public TestConsole(bool interactive = false, bool colors = false)
    {
        screen = new Screen(shown.Writer);
        Console = new TerminalConsole(new Keyboard(typed), screen) { Interactive = interactive, Colors = colors };
    }

    public TerminalConsole Console { get; }

    /// <summary>All that was written, control sequences too.</summary>
    public string Everything => screen.Everything;

    public void Type(string line) => typed.Add(line);

    /// <summary>Ctrl-D.</summary>
    public void EndInput() => typed.CompleteAdding();

    /// <summary>The next whole line that is shown.</summary>
    public async Task<string> ReadAsync() => await shown.Reader.ReadAsync().Soon();

    /// <summary>The next line with something in it; those before are passed over.</summary>
    public async Task<string> ReadAsync(string part)
    {
        while (true)
        {
            var line = await ReadAsync();
            if (line.Contains(part, StringComparison.Ordinal)) return line;
        }
    }

    /// <summary>Waits until something was written, be it no whole line.</summary>
    public Task SeesAsync(string part) => screen.ContainsAsync(part).Soon();

    private sealed class Keyboard(BlockingCollection<string> typed) : TextReader
    {
        public override string? ReadLine() => typed.TryTake(out var line, Timeout.Infinite) ? line : null;
    }

    private sealed class Screen(ChannelWriter<string> lines) : TextWriter
    {
        private readonly StringBuilder all = new();
        private readonly StringBuilder line = new();
        private readonly List<(string Part, TaskCompletionSource Found)> awaited = [];

        public override Encoding Encoding => Encoding.UTF8;

        public string Everything
        {
            get
            {
                lock (all) return all.ToString();
            }
        }

        public override void Write(char value)
        {
            lock (all)
            {
                all.Append(value);
                if (value is '\n')
                {
                    lines.TryWrite(line.ToString().TrimEnd('\r'));
                    line.Clear();
                }
                else
                {
                    line.Append(value);
                }
            }
        }

        public override void Flush()
        {
            lock (all)
            {
                var text = all.ToString();
                foreach (var (part, found) in awaited)
                {
                    if (text.Contains(part, StringComparison.Ordinal)) found.TrySetResult();
                }
            }
        }

        public Task ContainsAsync(string part)
        {
            lock (all)
            {
                var found = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                awaited.Add((part, found));
                if (all.ToString().Contains(part, StringComparison.Ordinal)) found.TrySetResult();
                return found.Task;
            }
        }
    }
}
