namespace ScriptChat.Worlds.Editor;

/// <summary>The globals of a file that is a world, for editors: they import this type's members, as the runtime gives those of
/// <see cref="WorldContext"/>. Nothing here ever runs.</summary>
public static class Globals
{
    /// <inheritdoc cref="WorldContext.Agents"/>
    public static IReadOnlyList<ChatAgent> Agents => throw Never();

    /// <inheritdoc cref="WorldContext.Agent"/>
    public static ChatAgent Agent => throw Never();

    /// <inheritdoc cref="WorldContext.Context"/>
    public static ConversationContext Context => throw Never();

    /// <inheritdoc cref="WorldContext.Models"/>
    public static ModelCatalog Models => throw Never();

    /// <inheritdoc cref="WorldContext.Opt"/>
    public static ReadOnlyData Opt => throw Never();

    /// <inheritdoc cref="WorldContext.Log"/>
    public static IWorldLog Log => throw Never();

    private static NotSupportedException Never() => new("This is for editors only; the runtime gives a world its own globals.");
}
