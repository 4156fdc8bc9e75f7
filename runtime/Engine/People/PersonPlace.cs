using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Messages;

namespace ScriptChat.Engine.People;

/// <summary>What a person's client is told of where they are. Of the moment only: nothing of it is recorded.</summary>
internal sealed partial class Person
{
    private Place? located;

    /// <summary>Tells of a place that is another one than before. Of a line its pool tells, so that nobody who only passes through sees one;
    /// of a world that is joined the world, with who else is in it: told here too, it would stand there for a moment without them.</summary>
    private void Locate(Step step)
    {
        if (step.Cause.Letter is JoinedWorld joined && journey.Listens(joined.Conversation)) located = journey.Place;
        if (ReferenceEquals(journey.Place, located)) return;
        if (!IsHere || Ended) return;
        located = journey.Place;
        var (where, task) = located switch
        {
            AtGate => ("gate", ""),
            BeforeOpening => ("starting", ""),
            InWorld { Kind: WorldKind.Overworld } => ("menu", ""),
            InWorld { Kind: WorldKind.Onboarding } world => ("onboarding", world.Task),
            InWorld world => ("world", world.Task),
            InLine => (null, ""),
            _ => ("outside", ""),
        };
        if (where is not null) step.Deliver(PersonId, new Whereabouts(connection, where) { Task = task });
    }

    /// <summary>Passes on what a world or a line says of itself.</summary>
    private void Orient(Letter letter, Step step)
    {
        if (!IsHere) return;
        if (letter is PartnersAre partners && journey.Place is InWorld world && world.Conversation == partners.Conversation)
        {
            located = world;
            step.Deliver(PersonId, new Whereabouts(connection, "world") { Task = world.Task, Partners = partners.Partners });
        }
        else if (letter is PlaceInLine line && journey.Place is InLine here && here.Pool == line.Pool && here.Entry == line.Entry)
        {
            var news = new LineNews(line.Place, line.Needs, step.Running - here.Since, line.Limit);
            step.Deliver(PersonId, new Whereabouts(connection, "line") { Task = here.Pool.Task, Line = news });
        }
    }
}
