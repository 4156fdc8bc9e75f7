using System.Text.Json.Nodes;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Diagnostics;
using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.People;

/// <summary>Where the ends of lines and worlds lead.</summary>
internal sealed partial class Journey
{
    private void LeaveLine(OutOfPool gone, Step step)
    {
        var task = gone.Pool.Task;
        Place = new Outside();
        if (gone.Reason == RemovalReason.TimedOut && Find(task)?.BackupTask is { } backup && Find(backup) is not null)
        {
            person.Tell(Notices.BackupTask, step);
            Place = line.Enter(Find(backup)!, step);
            return;
        }

        person.Tell(
            gone.Reason switch
            {
                RemovalReason.TimedOut => Notices.TimedOut,
                RemovalReason.Left => Notices.AwayTooLong,
                RemovalReason.TaskClosed => Notices.TaskClosed,
                _ => Notices.LeftLine,
            },
            step);
        GoToOverworld(step);
    }

    private void LeaveWorld(InWorld world, WorldEnded ended, Step step)
    {
        Place = new Outside();
        world.TakenUpTo(ended.Taken);
        if (world.Unheard > 0)
        {
            foreach (var clientId in world.UnheardIds()) person.Refuse(ServiceCodes.NobodyListens, Notices.Unheard, step, clientId);
            // A refusal is not kept for who is away, or was here when the process before this one died.
            if (!person.IsReached) person.Tell(Notices.Unheard, step);
        }

        switch (ended.Outcome)
        {
            case WorldOutcome.Stopped:
                return;
            case WorldOutcome.Done:
                break;
            default:
                person.Tell(
                    ended.Outcome switch
                    {
                        WorldOutcome.PartnerLeft => Notices.PartnerLeft,
                        WorldOutcome.Silent => Notices.Silent,
                        WorldOutcome.Removed => Notices.Removed,
                        WorldOutcome.Lost => Notices.Lost,
                        _ => Notices.Crashed,
                    },
                    step);
                GoToOverworld(step);
                return;
        }

        switch (world.Kind)
        {
            case WorldKind.Overworld:
                Choose(ended.Choice, step);
                break;
            case WorldKind.Onboarding when person.Data.ContainsKey(NextTask):
                // It turned the person away, or sent them elsewhere.
                GoOn(step);
                break;
            case WorldKind.Onboarding:
                person.OnboardData = ended.Data ?? [];
                EnterLine(world.Task, step);
                break;
            default:
                GoOn(step);
                break;
        }
    }

    private void Choose(string? choice, Step step)
    {
        if (choice is null)
        {
            around.Log.Write(Severity.Error, WorldCodes.NoChoice, WorldCodes.NoChoice.Title + ".", person.Id.Name);
            person.Tell(Notices.Stuck, step);
        }
        else if (string.Equals(choice, Overworld.Exit, StringComparison.OrdinalIgnoreCase))
        {
            person.Tell(Notices.Goodbye, step);
        }
        else if (Find(choice) is not { } task)
        {
            // Most often that is no mistake of the script's: a menu that takes any word for a choice.
            ReportUnknown(choice, Severity.Info, "An overworld", step);
        }
        else if (task.OnboardWorld is { } onboard)
        {
            Start(WorldKind.Onboarding, task.Name, onboard, step);
        }
        else
        {
            person.OnboardData = [];
            Place = line.Enter(task, step);
        }
    }

    private void GoOn(Step step)
    {
        var next = person.Data[NextTask] is JsonValue value && value.TryGetValue<string>(out var name) ? name : null;
        if (person.Data.ContainsKey(NextTask))
        {
            var rest = (JsonObject)person.Data.DeepClone();
            rest.Remove(NextTask);
            person.Data = rest;
        }

        if (string.IsNullOrEmpty(next)) GoToOverworld(step);
        else if (string.Equals(next, Overworld.Exit, StringComparison.OrdinalIgnoreCase)) person.Tell(Notices.Goodbye, step);
        else if (GoesRound(step)) Strand(step);
        else EnterLine(next, step);
    }

    private bool GoesRound(Step step)
    {
        tasksInARow = step.Running - lastTask < TimeSpan.FromSeconds(1) ? tasksInARow + 1 : 0;
        lastTask = step.Running;
        return tasksInARow > TasksInARow;
    }
}
