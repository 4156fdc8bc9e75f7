using ScriptChat.Actors.Letters;

namespace ScriptChat.Actors;

/// <summary>A letter on its way.</summary>
/// <param name="From">Who sent it; default for the world outside.</param>
/// <param name="Number">The sender's number of it, by which a repeat is recognized; 0 for none.</param>
/// <param name="Letter">What it says.</param>
public readonly record struct Envelope(ActorId From, long Number, Letter Letter);
