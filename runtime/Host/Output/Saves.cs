using ScriptChat.Engine.Options;
using ScriptChat.Scripting;

namespace ScriptChat.Host.Output;

/// <summary>Puts together what the catalog says of a save and what the engine says of the conversations that it reached.</summary>
/// <param name="version">The newest version.</param>
/// <param name="follows">Whether live conversations follow a save; asked at each.</param>
/// <param name="time">The clock.</param>
internal sealed class Saves(Func<string?> version, Func<bool> follows, TimeProvider time)
{
    /// <summary>An author does not wait longer than this for a conversation that is busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<string, FollowedReload> rounds = new(StringComparer.Ordinal);
    private (string Version, Save Save, ITimer Limit)? waiting;
    private bool wasLive;

    /// <summary>Told of each save, in order, one at a time.</summary>
    public event Action<Save>? Told;

    /// <summary>Something happened to the code.</summary>
    public void Hear(CatalogReport report)
    {
        lock (gate)
        {
            GiveUp();
            var save = new Save(report, !wasLive, follows(), null);
            if (report.Kind == CatalogEvent.Live) wasLive = true;
            if (save is not { Report.Kind: CatalogEvent.Live, IsFirst: false, Follows: true } || version() is not { } newest)
            {
                Told?.Invoke(save);
            }
            else if (rounds.Remove(newest, out var round))
            {
                Told?.Invoke(save with { Followed = round });
            }
            else
            {
                waiting = (newest, save, time.CreateTimer(_ => Late(newest), null, Patience, Timeout.InfiniteTimeSpan));
            }

            rounds.Clear();
        }
    }

    /// <summary>All conversations have been asked.</summary>
    public void Hear(FollowedReload round)
    {
        lock (gate)
        {
            if (waiting is not { } open || open.Version != round.Version)
            {
                rounds[round.Version] = round;
                return;
            }

            waiting = null;
            open.Limit.Dispose();
            Told?.Invoke(open.Save with { Followed = round });
        }
    }

    private void Late(string newest)
    {
        lock (gate)
        {
            if (waiting?.Version == newest) GiveUp();
        }
    }

    private void GiveUp()
    {
        if (waiting is not { } open) return;
        waiting = null;
        open.Limit.Dispose();
        Told?.Invoke(open.Save);
    }
}
