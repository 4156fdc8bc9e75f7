using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;
using ScriptChat.Dialogues.Results;
using ScriptChat.Messages;

namespace ScriptChat.Dialogues.Play;

/// <summary>One play of one dialogue: takes step after step and lays what people saw beside what they must see.</summary>
internal sealed class DialoguePlay(Dialogue dialogue, DialogueService service, IStage stage)
{
    private readonly List<StepOutcome> outcomes = [];
    private int turns;

    /// <summary>Plays it to its end, or to where it can't go on.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<DialogueResult> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var step in dialogue.Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<Note> notes = [];
            var trouble = await TakeAsync(step, notes, cancellationToken);
            if (trouble is not null) notes.Add(new Note(null, trouble, DialogueCodes.NoRest));
            outcomes.Add(Compare(step, notes));
            if (trouble is not null) break;
        }

        return new DialogueResult(dialogue, outcomes, turns);
    }

    private async ValueTask<string?> TakeAsync(Step step, List<Note> notes, CancellationToken cancellationToken)
    {
        switch (step.Action)
        {
            case TimePasses passes:
                if (await stage.PassAsync(passes.Time, cancellationToken) is { } trouble) return trouble;
                break;
            case WorldsReady { Ready: var ready }: stage.SetReady(ready); break;
            case ServiceStops { Grace: var grace }: stage.Stop(grace); break;
            case { Person: { } name } action: Act(service.SeatOf(name), action, notes); break;
        }

        return await SettleAsync(cancellationToken);
    }

    private async ValueTask<string?> SettleAsync(CancellationToken cancellationToken)
    {
        bool again;
        do
        {
            if (await stage.SettleAsync(cancellationToken) is { } trouble) return trouble;
            again = false;
            foreach (var name in dialogue.People)
            {
                var seat = service.SeatOf(name);
                if (seat.Receipt() is not { } receipt) continue;
                stage.Receive(seat.Person, receipt);
                again = true;
            }
        }
        while (again);

        return null;
    }

    private void Act(Seat seat, StepAction action, List<Note> notes)
    {
        var (name, isHere) = (action.Person!, seat.Connection != 0);
        switch (action)
        {
            case Enters when isHere: Impossible($"{name} is here already; take the line out, or let {name} leave first"); break;
            case Enters { Plain: var plain }: Bring(seat.Connect(enters: true, plain, forgot: false)); break;
            case ComesBack: Bring(seat.Connect(enters: false, plain: false, forgot: false)); break;
            case GoesOut when !isHere: break;
            case not null when !isHere: Impossible($"{name} is out by now; write '{name} enters' above, or see why the journey has ended"); break;
            case Says says:
                turns++;
                Bring(seat.Say(says));
                break;
            case GoesOut: Bring(new Leaves(seat.Connection)); break;
            case GoesAway: Bring(seat.Disconnect()); break;
            case Refreshes:
                Bring(seat.Disconnect());
                Bring(seat.Connect(enters: false, plain: false, forgot: true));
                break;
            case ReadsAll: Bring(seat.ReadAll()); break;
            case Writes { On: var on }: Bring(new Typed(seat.Connection, on)); break;
            default: throw new ArgumentOutOfRangeException(nameof(action));
        }

        void Bring(Arrival arrival) => stage.Receive(seat.Person, arrival);

        void Impossible(string text) => notes.Add(new Note(name, text, DialogueCodes.Impossible));
    }

    private StepOutcome Compare(Step step, List<Note> notes)
    {
        var sights = step.Sights.Select(sight => new List<PersonOutcome>(sight.People.Count)).ToArray();
        List<PersonOutcome> others = [];
        foreach (var name in dialogue.People)
        {
            var seen = service.SeatOf(name).Drain(notes);
            var own = step.Sights.Select((sight, index) => (sight, index)).Where(pair => pair.sight.People.Contains(name, StringComparer.Ordinal)).ToArray();
            if (own.Length > 0) Spread(name, own, seen, sights);
            else if (seen.Any(one => !one.MayPass)) others.Add(new PersonOutcome(name, [.. seen.Where(one => !one.MayPass).Select(one => new Pair(null, one, IsRight: false))]));
        }

        var failures = stage.TakeFailures().ToLookup(failure => failure.IsRuntimes);
        notes.AddRange(failures[true].Select(own => new Note(null, $"the runtime itself failed ({own.Kind}), which is not the task's fault: please report it", DialogueCodes.NoRest)));
        return new StepOutcome(step, sights, others, notes) { Failures = Alignment.Of(step.Failures, [.. failures[false]]) };
    }

    // A person's sights of one step are one row; what nobody expected belongs to the sight of the expectation before it.
    private static void Spread(string name, (Sight Sight, int Index)[] own, IReadOnlyList<Seen> seen, List<PersonOutcome>[] sights)
    {
        var pairs = Alignment.Of([.. own.SelectMany(pair => pair.Sight.Items)], seen);
        var (current, left) = (0, own[0].Sight.Items.Count);
        var spread = own.Select(_ => new List<Pair>()).ToArray();
        foreach (var pair in pairs)
        {
            while (pair.Expected is not null && left == 0) left = own[++current].Sight.Items.Count;
            if (pair.Expected is not null) left--;
            spread[current].Add(pair);
        }

        for (var index = 0; index < own.Length; index++) sights[own[index].Index].Add(new PersonOutcome(name, spread[index]));
    }
}
