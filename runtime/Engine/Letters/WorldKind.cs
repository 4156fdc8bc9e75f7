namespace ScriptChat.Engine.Letters;

/// <summary>Which part of the journey a world is.</summary>
internal enum WorldKind
{
    Overworld,
    Onboarding,
    Task,
}
