namespace ScriptChat.Worlds;

/// <summary>A convenience to write worlds by: override <see cref="Parley"/> and <see cref="EpisodeDone"/>.</summary>
/// <remarks>Any class with the world functions will do. They are found by name (<c>parley</c>, <c>episode_done</c>, optional
/// <c>shutdown</c>, <c>data</c>, <c>on_leave</c>, <c>on_delivered</c>; static <c>eligibility</c>, <c>assign_roles</c>,
/// <c>generate_world</c>, <c>on_removed</c>, <c>module_initialize</c>); case and underscores do not count, nor <c>Async</c> at the end.</remarks>
/// <param name="context">What the world is given.</param>
public abstract class World(WorldContext context)
{
    /// <summary>The world's agents in the order of their places.</summary>
    protected IReadOnlyList<ChatAgent> Agents => context.Agents;

    /// <summary>The first agent.</summary>
    protected ChatAgent Agent => context.Agent;

    /// <summary>The conversation: its time, chance, side effects and more.</summary>
    protected ConversationContext Context => context.Context;

    /// <summary>The models of <c>[opt.models]</c>, by name.</summary>
    protected ModelCatalog Models => context.Models;

    /// <summary>The task's <c>[opt]</c>, without its password.</summary>
    protected ReadOnlyData Opt => context.Opt;

    /// <summary>The conversation's lines in the log.</summary>
    protected IWorldLog Log => context.Log;

    /// <summary>One step of the conversation; called again and again until <see cref="EpisodeDone"/>. Every world has its own:
    /// one that nobody wrote counts as missing.</summary>
    public virtual Task Parley() => throw new NotImplementedException("The world has no parley.");

    /// <summary>Whether the conversation is over; asked after each parley. Every world has its own: one that nobody wrote
    /// counts as missing.</summary>
    public virtual bool EpisodeDone() => throw new NotImplementedException("The world has no episode_done.");
}
