using ScriptChat.Diagnostics;

namespace ScriptChat.Services.Author;

/// <summary>What an author wants can't be done, and why.</summary>
/// <param name="diagnostic">What is wrong and what to do.</param>
public sealed class AuthorException(Diagnostic diagnostic) : Exception(diagnostic.Message)
{
    /// <summary>What is wrong and what to do.</summary>
    public Diagnostic Diagnostic => diagnostic;
}
