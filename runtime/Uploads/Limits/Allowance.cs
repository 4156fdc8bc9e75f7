namespace ScriptChat.Uploads.Limits;

/// <summary>What each person has uploaded in the last minute. For any number of threads.</summary>
internal sealed class Allowance(UploadLimits limits, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Spent> people = [];

    /// <summary>Takes a file off a person's allowance; false when it is used up.</summary>
    /// <param name="person">Who.</param>
    /// <param name="bytes">How large it is, as far as known.</param>
    public bool Take(string person, long bytes)
    {
        lock (people)
        {
            Forget();
            var spent = people.GetValueOrDefault(person) ?? (people[person] = new Spent(time.GetTimestamp()));
            if (spent.Files >= limits.FilesPerMinute || spent.Bytes + bytes > limits.BytesPerMinute) return false;
            spent.Files++;
            spent.Bytes += bytes;
            return true;
        }
    }

    private void Forget()
    {
        List<string>? over = null;
        foreach (var (person, spent) in people)
        {
            if (time.GetElapsedTime(spent.Since) >= Window) (over ??= []).Add(person);
        }

        foreach (var person in over ?? []) people.Remove(person);
    }

    private sealed class Spent(long since)
    {
        public long Since { get; } = since;

        public int Files { get; set; }

        public long Bytes { get; set; }
    }
}
