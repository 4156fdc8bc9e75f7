using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Around;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.People;

/// <summary>A person's side of the talk with a pool.</summary>
internal sealed class LineKeeper(Person person, Surroundings around)
{
    /// <summary>Gets in line; asks the task's eligibility first, off every actor's thread.</summary>
    public InLine Enter(TaskEntry task, Step step)
    {
        var here = new InLine(new PoolId(task.Name), around.Ids.NextNumber(), step.Running);
        var module = around.Module!;
        var eligibility = EligibilityOf(module, task);
        step.Send(here.Pool, new Enter(here.Entry, person.Seed(), eligibility is null ? true : null));
        if (eligibility is not null) Ask(eligibility, module, here, step);
        return here;
    }

    /// <summary>Asks the task's eligibility again, of whom a restart found in line.</summary>
    public void AskAgain(InLine here, Step step)
    {
        var module = around.Module;
        var task = module?.Config.Tasks.GetValueOrDefault(here.Pool.Task);
        // Without the task the pool is about to let everybody go.
        if (module is null || task is null) return;
        if (EligibilityOf(module, task) is { } eligibility) Ask(eligibility, module, here, step);
        else step.Send(here.Pool, new EligibilityIs(person.PersonId, here.Entry, true));
    }

    /// <summary>Answers a pool's request.</summary>
    public Place Promise(Place place, Reserve reserve, Step step)
    {
        var yes = person.IsHere
            && place is InLine waiting and not Promised
            && waiting.Pool == reserve.Pool
            && waiting.Entry == reserve.Entry;
        step.Send(reserve.Pool, new AnswerMatch(person.PersonId, reserve.Match, yes));
        return yes ? new Promised(reserve.Pool, reserve.Entry, ((InLine)place).Since, reserve.Match, WantsOut: ((InLine)place).Leaving) : place;
    }

    /// <summary>The person wants out of the line. Who is promised leaves as soon as the promise is off, or from the world it led to.</summary>
    public Place Exit(InLine waiting, Step step)
    {
        if (waiting is Promised promised)
        {
            person.Tell(Notices.Leaving, step);
            return promised with { WantsOut = true };
        }

        // The pool answers with OutOfPool, which leads on; until then the person is still here.
        step.Send(waiting.Pool, new Withdraw(person.PersonId, waiting.Entry, RemovalReason.Exited));
        return waiting with { Leaving = true };
    }

    private static Func<AgentState, ValueTask<bool>>? EligibilityOf(WorldModule module, TaskEntry task) =>
        module.Find(task.TaskWorld)?.Eligibility ?? module.Find(task.Name)?.Eligibility;

    private void Ask(Func<AgentState, ValueTask<bool>> eligibility, WorldModule module, InLine here, Step step)
    {
        var state = States.Of(person.Seed(), TimeSpan.Zero, module);
        step.After(new RecordedEffect(0, "eligibility", null), () => around.Effects.Run(person.Id, async () =>
        {
            var answer = false;
            try
            {
                answer = await around.Effects.WithinAsync(async () => await eligibility(state), around.Options.HookLimit, around.Options.Time);
            }
            catch (Exception error)
            {
                around.Log.Write(Severity.Error, WorldCodes.EligibilityFailed, $"{WorldCodes.EligibilityFailed.Title}; {WorldCodes.EligibilityFailed.Advice}.", here.Pool.Task, error);
            }

            return new EligibilityKnown(here.Pool, here.Entry, answer);
        }));
    }
}
