using System.Threading.Channels;

namespace ScriptChat.Scripting.Leaving;

/// <summary>Sees to it that replaced versions leave memory once nobody talks to them: by itself the runtime would hardly notice,
/// since most of a version is compiled code and metadata, which its collector does not count.</summary>
internal sealed class OldVersions(TimeProvider time, CancellationToken closing)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly Channel<WeakReference> replaced = Channel.CreateUnbounded<WeakReference>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<WeakReference> old = [];

    /// <summary>Looks after them until the catalog closes.</summary>
    public async Task LookAsync()
    {
        try
        {
            await LookAgainAndAgainAsync();
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // Nobody will save any more.
        }
    }

    /// <summary>A version has been replaced; people may still talk to it.</summary>
    /// <param name="code">What its code is loaded into.</param>
    public void Add(object code) => replaced.Writer.TryWrite(new WeakReference(code, trackResurrection: true));

    private async Task LookAgainAndAgainAsync()
    {
        var wait = Timeout.InfiniteTimeSpan;
        while (true)
        {
            if (await SomeReplacedAsync(wait))
            {
                // Saves often come one upon the other: one look for all.
                await Task.Delay(FirstLook, time, closing);
                while (replaced.Reader.TryRead(out var version)) old.Add(version);
                wait = FirstLook;
            }
            else
            {
                // Somebody talks on; less and less often is enough.
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 3 / 2, LongestWait.Ticks));
            }

            if (!Look()) wait = Timeout.InfiniteTimeSpan;
        }
    }

    private async Task<bool> SomeReplacedAsync(TimeSpan wait)
    {
        using var patience = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, closing);
        try
        {
            return await replaced.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!closing.IsCancellationRequested)
        {
            return false;
        }
    }

    // False when none is left. It takes several collections until a version is gone; they run in the background, one a look, so
    // that nobody who chats waits for them.
    private bool Look()
    {
        old.RemoveAll(version => !version.IsAlive);
        NativeMemory.GiveBack();
        if (old.Count == 0) return false;
        SerializerCache.ForgetOthers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        return true;
    }
}
