using ScriptChat.Messages;

namespace ScriptChat.Engine.Pairing;

/// <summary>Some people in line who are asked whether they go together.</summary>
internal sealed class Match(string id, IReadOnlyList<Entry> entries)
{
    private readonly HashSet<PersonId> agreed = [];

    public string Id => id;

    public IReadOnlyList<Entry> Entries => entries;

    /// <summary>Whether the conversation was begun; from then on it says who takes part.</summary>
    public bool Started { get; set; }

    /// <summary>Whether one of them, or the task, is not as it was when they were asked: that they got no roles says nothing then.</summary>
    public bool Changed { get; set; }

    /// <summary>The time by which all must have answered.</summary>
    public long Limit { get; set; }

    /// <summary>Counts a yes.</summary>
    /// <returns>Whether it was the last one missing.</returns>
    public bool Agree(PersonId person) => agreed.Add(person) && agreed.Count == entries.Count;

    public bool HasAgreed(PersonId person) => agreed.Contains(person);
}
