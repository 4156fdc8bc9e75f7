using System.Threading.Channels;

namespace ScriptChat.Services.Terminal.Screen;

/// <summary>Brings lines from a reader that blocks and can't be called off, such as a console, on a thread of its own. The thread
/// dies with the process.</summary>
internal static class LineReader
{
    /// <summary>Starts reading; the channel completes at the end of the input.</summary>
    public static ChannelReader<string> Start(TextReader input)
    {
        var lines = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        new Thread(() => Read(input, lines.Writer)) { IsBackground = true, Name = "terminal input" }.Start();
        return lines.Reader;
    }

    private static void Read(TextReader input, ChannelWriter<string> lines)
    {
        try
        {
            while (input.ReadLine() is { } line) lines.TryWrite(line);
            lines.TryComplete();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // A terminal that was closed under us is the end of the input.
            lines.TryComplete();
        }
    }
}
