using ScriptChat.Messages;
using ScriptChat.Worlds;

namespace ScriptChat.Actors.Letters;

/// <summary>The conversation goes on with another version of its script, on which all that has happened was replayed.</summary>
/// <param name="Version">The version.</param>
/// <param name="FirstEffect">The number after which its side effects are counted; those of the version before are below.</param>
/// <param name="Events">What has happened, as the new version took it.</param>
public sealed record Reloaded(string Version, long FirstEffect, IReadOnlyList<PastEvent> Events) : Letter;

/// <summary>An event of a conversation.</summary>
/// <param name="At">When, in milliseconds of Unix time.</param>
/// <param name="Up">The service's running time, in milliseconds.</param>
/// <param name="In">What.</param>
public sealed record PastEvent(long At, long Up, Letter In);

/// <summary>A world tells a person otherwise what it has told, as its script was changed.</summary>
/// <param name="Conversation">Which world.</param>
/// <param name="Keep">How many of the world's messages to the person stand.</param>
/// <param name="Messages">What it tells in the place of the others.</param>
/// <param name="Taken">The number of the person's last word that the world has taken.</param>
public sealed record Retold(ConversationId Conversation, int Keep, IReadOnlyList<Message> Messages, long Taken) : Letter;
