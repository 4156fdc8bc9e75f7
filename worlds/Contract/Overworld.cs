namespace ScriptChat.Worlds;

/// <summary>The menu world: its parley returns the name of the task to enter, or <see cref="Exit"/> to leave the service.</summary>
/// <param name="context">What the world is given.</param>
public abstract class Overworld(WorldContext context) : World(context)
{
    /// <summary>The word that leaves.</summary>
    public const string Exit = "EXIT";

    /// <summary>One step of the menu.</summary>
    /// <returns>The name of the task to enter, <see cref="Exit"/>, or null to be called again.</returns>
    public new abstract Task<string?> Parley();

    /// <inheritdoc />
    /// <remarks>False: an overworld ends by what its parley returns.</remarks>
    public override bool EpisodeDone() => false;
}
