namespace ScriptChat.Host.Testing;

/// <summary>What <c>runtime test</c> was asked for.</summary>
/// <param name="Folder">The task's folder.</param>
/// <param name="Filter">What the path of a dialogue must have in it; null for all.</param>
/// <param name="Accept">Whether what happens is written into the files.</param>
internal sealed record TestOptions(string Folder, string? Filter, bool Accept);
