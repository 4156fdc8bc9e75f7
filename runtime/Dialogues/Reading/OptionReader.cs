using System.Globalization;
using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Reading;

/// <summary>Reads the options above the first step.</summary>
internal sealed class OptionReader
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The password of the gate, or null.</summary>
    public string? Password { get; private set; }

    /// <summary>The seed.</summary>
    public int Seed { get; private set; } = 1;

    /// <summary>The clock's time at the start.</summary>
    public DateTimeOffset Clock { get; private set; } = Dialogue.DefaultClock;

    /// <summary>Reads a line if it is an option's.</summary>
    /// <param name="place">The line.</param>
    /// <param name="late">Whether there were steps before.</param>
    /// <returns>False when it is none.</returns>
    public bool TryRead(Place place, bool late)
    {
        var end = place.Text.IndexOf(' ', StringComparison.Ordinal);
        var name = end < 0 ? place.Text : place.Text[..end];
        if (name is not ("password" or "seed" or "clock")) return false;
        var value = place.From(name.Length).Trimmed();
        if (late) place.Error(DialogueCodes.BadOption, $"'{name}' stands below a step; write it above the first one");
        else if (!seen.Add(name)) place.Error(DialogueCodes.BadOption, $"'{name}' is there already; take one of them out");
        else if (!Take(name, value.Text)) value.Error(DialogueCodes.BadOption, $"'{value.Text}' is no value for '{name}'; write it as '{Form(name)}'");
        return true;
    }

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "password":
                Password = value;
                return value.Length > 0;
            case "seed":
                var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed);
                Seed = seed;
                return isNumber;
            default:
                var isTime = DateTimeOffset.TryParseExact(
                    value, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var clock);
                Clock = isTime ? clock : Clock;
                return isTime;
        }
    }

    private static string Form(string name) => name switch
    {
        "password" => "password TEXT",
        "seed" => "seed NUMBER",
        _ => "clock YYYY-MM-DD HH:MM",
    };
}
