using ScriptChat.Actors;
using ScriptChat.Actors.Recorded;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Around;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Pairing;

/// <summary>Tells a task world's <c>on_removed</c> who is no longer in the pool, off the pool and within a time limit.</summary>
internal sealed class Removals(Surroundings around, PoolId pool)
{
    public void Tell(Entry entry, RemovalReason reason, Step step)
    {
        var module = around.Module;
        if (module?.Config.Tasks.GetValueOrDefault(pool.Task) is not { } task || module.Find(task.TaskWorld)?.OnRemoved is not { } hook) return;
        var state = States.Of(entry.Agent, step.Running - entry.Since, module);
        step.After(new RecordedEffect(0, "on_removed", null), () => around.Effects.Run(default, async () =>
        {
            try
            {
                await around.Effects.WithinAsync(async () => { await hook(state, reason); return true; }, around.Options.HookLimit, around.Options.Time);
            }
            catch (Exception error)
            {
                around.Log.Write(Severity.Warning, WorldCodes.HookFailed, $"on_removed of '{task.TaskWorld}' failed; {WorldCodes.HookFailed.Advice}.", pool.Task, error);
            }

            return null;
        }));
    }
}
