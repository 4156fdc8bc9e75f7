using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Diagnostics;
using ScriptChat.Engine.Around;
using ScriptChat.Messages;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.People;

/// <summary>A person's way: gate, overworld, onboarding, pool, task world, overworld. Every end leads somewhere.</summary>
internal sealed partial class Journey(Person person, Surroundings around, GateKeeper gate)
{
    /// <summary>How many worlds may follow each other without a word from the person; then they are asked for one, so that a
    /// broken script does not send them round in circles.</summary>
    private const int WorldsWithoutAWord = 3;

    private const string NextTask = "next_task";

    /// <summary>How many tasks may follow each other without a word and without a second between them.</summary>
    private const int TasksInARow = 100;

    private readonly Queue<long> tries = new();
    private readonly LineKeeper line = new(person, around);
    private int tasksInARow;
    private TimeSpan lastTask;
    private bool stopping;

    public Place Place { get; private set; } = new Outside();

    /// <summary>Whether the person is through the gate.</summary>
    public bool Passed { get; private set; }

    /// <summary>How many worlds have followed each other since the person's last word.</summary>
    public int SinceWord { get; private set; }

    public bool Accepts => Place is not InWorld world || world.Unheard < around.Options.UnhandledLimit;

    private bool IsForOne(PoolId pool) => around.Module?.Config.Tasks.GetValueOrDefault(pool.Task) is { AgentsRequired: 1 };

    private string? Password => around.Options.Password ?? around.Module?.Config.Password;

    /// <summary>Whether the person is in this world, so that its words are for them.</summary>
    public bool Listens(ConversationId conversation) => Place is InWorld world && world.Conversation == conversation;

    /// <summary>Whether there is more to come from a pool or a world.</summary>
    public bool Hears(ActorId sender) => Place switch
    {
        InWorld world => sender == world.Conversation,
        InLine waiting => sender == waiting.Pool,
        _ => false,
    };

    public void Taken(long number)
    {
        if (Place is InWorld world) world.TakenUpTo(number);
    }

    /// <summary>The person is in a world that has been going on.</summary>
    public void Seat(InWorld world)
    {
        Place = world;
        Passed = true;
    }

    /// <summary>Whether these words are a try at the password.</summary>
    public bool IsAtGate(Said said) => Place is AtGate || (Place is Outside && !Passed && Password is { Length: > 0 } && said.Message.Text.Length > 0);

    /// <summary>Opens the journey.</summary>
    /// <param name="word">The word that opened it, if one did; it is a try at the gate and otherwise answers nothing.</param>
    /// <param name="step">The step.</param>
    public void Open(string? word, Step step)
    {
        if (stopping)
        {
            person.Tell(Notices.Stopped, step);
            return;
        }

        if (Passed || Password is not { Length: > 0 } password)
        {
            GoToOverworld(step);
            return;
        }

        var first = Place is not AtGate;
        Place = new AtGate();
        if (word is null)
        {
            person.Tell(Notices.Password, step);
        }
        else if (!gate.MayTry(tries))
        {
            person.Warn(ServiceCodes.TooManyTries, Notices.TooManyTries, step);
        }
        else if (GateKeeper.Matches(password, word))
        {
            Passed = true;
            tries.Clear();
            GoToOverworld(step);
        }
        else
        {
            gate.Failed(tries);
            if (first) person.Tell(Notices.Password, step);
            else person.Warn(ServiceCodes.WrongPassword, Notices.WrongPassword, step);
        }
    }

    public void Said(Said said, Step step)
    {
        SinceWord = 0;
        tasksInARow = 0;
        switch (Place)
        {
            case Outside or AtGate:
                Open(said.Message.Text, step);
                break;
            case BeforeOpening:
                person.Tell(Notices.Initializing, step);
                break;
            case InLine waiting:
                if (string.Equals(said.Message.Text.Trim(), Overworld.Exit, StringComparison.OrdinalIgnoreCase)) Place = line.Exit(waiting, step);
                else person.Tell(IsForOne(waiting.Pool) ? Notices.WaitingAlone : Notices.Waiting, step);
                break;
            case InWorld world:
                step.Send(world.Conversation, new Spoke(person.PersonId, world.Speak(said.ClientId), said.Message));
                break;
        }
    }

    public void Handle(Letter letter, Step step)
    {
        switch (letter)
        {
            case CatalogChanged:
                step.Recorded = Place is BeforeOpening;
                // There may be a gate that nobody knew of before.
                if (Place is BeforeOpening) Open(null, step);
                break;
            case TakenUpTo taken when Listens(taken.Conversation):
                Taken(taken.Taken);
                break;
            case WorldEnded ended:
                if (Listens(ended.Conversation)) LeaveWorld((InWorld)Place, ended, step);
                break;
            case JoinedWorld joined:
                Join(joined, step);
                break;
            case Reserve reserve:
                Place = line.Promise(Place, reserve, step);
                break;
            case Released released when Place is Promised promised && promised.Match == released.Match:
                LetGo(promised, step);
                break;
            case StillWaiting waiting when Place is InLine here && here.Pool == waiting.Pool && here.Entry == waiting.Entry:
                person.Tell(Notices.StillWaiting(waiting.Place), step);
                break;
            case EligibilityWanted wanted when Place is InLine here && here.Pool == wanted.Pool && here.Entry == wanted.Entry:
                line.AskAgain(here, step);
                break;
            case EligibilityKnown known when Place is InLine here && here.Pool == known.Pool && here.Entry == known.Entry:
                step.Send(known.Pool, new EligibilityIs(person.PersonId, known.Entry, known.Eligible));
                break;
            case OutOfPool gone when Place is InLine here && here.Pool == gone.Pool && here.Entry == gone.Entry:
                LeaveLine(gone, step);
                break;
            case ServiceStops stops:
                Stop(stops, step);
                break;
        }
    }

    /// <summary>The connection is gone, the person may come back.</summary>
    public void WentAway(Step step) => TellPresence(false, step);

    /// <summary>The person is back.</summary>
    public void Returned(Step step) => TellPresence(true, step);

    /// <summary>Takes in what a step left.</summary>
    public void Restore(PersonState state)
    {
        Place = state.Place ?? Place;
        Passed = state.Passed ?? Passed;
        SinceWord = state.SinceWord ?? SinceWord;
    }

    /// <summary>The service goes on after a restart.</summary>
    public void Resume(ServiceResumed resumed, Step step)
    {
        switch (Place)
        {
            case Promised promised when !resumed.MatchStands:
                LetGo(promised, step);
                break;
            case InLine { Leaving: true } waiting:
                Place = line.Exit(waiting, step);
                break;
            case BeforeOpening when around.Module is not null:
                // The task became ready while nobody was there to be told.
                Open(null, step);
                break;
        }
    }

    /// <summary>The journey is over, wherever the person is.</summary>
    public void LeaveForGood(Step step)
    {
        switch (Place)
        {
            case InWorld world:
                step.Send(world.Conversation, new LeftWorld(person.PersonId));
                break;
            case InLine waiting:
                step.Send(waiting.Pool, new Withdraw(person.PersonId, waiting.Entry, RemovalReason.Left));
                break;
        }

        Place = new Outside();
    }

    private void LetGo(Promised promised, Step step)
    {
        Place = new InLine(promised.Pool, promised.Entry, promised.Since);
        if (promised.WantsOut) Place = line.Exit((InLine)Place, step);
    }

    private void TellPresence(bool here, Step step)
    {
        if (Place is InWorld world) step.Send(world.Conversation, new PresenceInWorld(person.PersonId, here));
        else if (Place is InLine waiting) step.Send(waiting.Pool, new PresenceInPool(person.PersonId, waiting.Entry, here));
        if (Place is Promised promised) Place = promised with { CameOrWent = true };
    }

    private void GoToOverworld(Step step)
    {
        if (around.Module is not { } module)
        {
            Place = new BeforeOpening();
            person.Tell(Notices.Initializing, step);
            return;
        }

        if (++SinceWord > WorldsWithoutAWord)
        {
            Strand(step);
            return;
        }

        Start(WorldKind.Overworld, "", module.Config.Overworld, step);
    }

    private void Start(WorldKind kind, string task, string world, Step step)
    {
        var conversation = new ConversationId(around.Ids.Next());
        Place = new InWorld(conversation, kind, task);
        step.Send(conversation, new Begin(kind, task, world, [person.Seed()], null));
    }

    private void Join(JoinedWorld joined, Step step)
    {
        if (Place is not Promised promised || promised.Match != joined.Match)
        {
            // They went elsewhere meanwhile; the world is told at once, so that nobody waits for them there.
            step.Send(joined.Conversation, new LeftWorld(person.PersonId));
            return;
        }

        Place = new InWorld(joined.Conversation, WorldKind.Task, promised.Pool.Task);
        if (!promised.WantsOut)
        {
            if (promised.CameOrWent) step.Send(joined.Conversation, new PresenceInWorld(person.PersonId, person.IsHere));
            return;
        }

        step.Send(joined.Conversation, new LeftWorld(person.PersonId));
        GoToOverworld(step);
    }

    /// <summary>The scripts lead nowhere; a word from the person starts again.</summary>
    private void Strand(Step step)
    {
        Place = new Outside();
        around.Log.Write(Severity.Warning, WorldCodes.GoesRound, $"{WorldCodes.GoesRound.Title}; {WorldCodes.GoesRound.Advice}.", person.Id.Name);
        person.Tell(Notices.Stuck, step);
    }

    private void EnterLine(string name, Step step)
    {
        if (Find(name) is { } task) Place = line.Enter(task, step);
        else ReportUnknown(name, Severity.Error, NextTask, step);
    }

    /// <summary>A task that does not exist. Its name may be what the person typed, so no log has it; they themselves are told.</summary>
    private void ReportUnknown(string name, Severity severity, string who, Step step)
    {
        around.Log.Write(severity, WorldCodes.UnknownTask, $"{who} named a task that does not exist; {WorldCodes.UnknownTask.Advice}.", person.Id.Name);
        person.Tell(Notices.UnknownTask(name), step);
        GoToOverworld(step);
    }

    private TaskEntry? Find(string name) =>
        around.Module?.Config.Tasks.GetValueOrDefault(name)
        ?? around.Module?.Config.Tasks.Values.FirstOrDefault(task => WorldModule.CanonicalName(task.Name) == WorldModule.CanonicalName(name));

    private void Stop(ServiceStops stops, Step step)
    {
        stopping = true;
        if (stops.GoesOn && person.Keeps)
        {
            if (person.IsHere) person.Suspend(step);
            else step.Recorded = false;
        }
        else if (stops.Grace == TimeSpan.Zero)
        {
            person.Tell(stops.IsOver ? Notices.Over : Notices.Stopped, step);
            LeaveForGood(step);
            person.End(step, CloseReason.ShuttingDown);
        }
        else if (Place is not Outside)
        {
            person.Tell(Notices.StopsSoon(stops.Grace), step);
        }

        stops.Taken?.Invoke();
    }
}
