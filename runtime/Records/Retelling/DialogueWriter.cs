using System.Globalization;
using System.Text;
using ScriptChat.Dialogues.Results;
using ScriptChat.Messages;
using ScriptChat.Records.Transcripts;
using ScriptChat.Worlds;

namespace ScriptChat.Records.Retelling;

/// <summary>Writes the course of a conversation in the form of <c>*.dialogue</c> files.</summary>
internal sealed class DialogueWriter
{
    private const string Indent = "  ";
    private const string Password = "secret";

    private static readonly string[] FirstNames = ["Ann", "Bob", "Cem", "Dee", "Eva", "Fay", "Gil", "Hal", "Ida", "Jon"];

    private readonly ConversationCourse course;
    private readonly bool isLoose;
    private readonly StringBuilder text = new();
    private readonly Dictionary<PersonId, string> names;
    private readonly List<string> remarks;
    private DateTimeOffset clock;

    private DialogueWriter(ConversationCourse course, bool isLoose, IEnumerable<string> remarks)
    {
        this.course = course;
        this.isLoose = isLoose;
        this.remarks = [.. course.Remarks, .. remarks];
        names = course.People.Select((person, index) => (person, name: index < FirstNames.Length ? FirstNames[index] : $"Person{index + 1}")).ToDictionary(pair => pair.person, pair => pair.name);
    }

    /// <summary>Writes it.</summary>
    /// <param name="course">The course.</param>
    /// <param name="isLoose">Whether what side effects and models gave may be anything.</param>
    /// <param name="remarks">What to say at the top besides.</param>
    public static string Write(ConversationCourse course, bool isLoose, params IEnumerable<string> remarks) => new DialogueWriter(course, isLoose, remarks).Write();

    private string Write()
    {
        var start = course.Steps[0].Time;
        clock = start;
        foreach (var step in course.Steps) Write(step);
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"# The conversation {course.Id} of {start:yyyy-MM-dd}, as it was recorded on version {course.Version ?? "?"} of the scripts.\n");
        foreach (var (person, name) in names) head.Append(CultureInfo.InvariantCulture, $"# {name} is {OneLine(person.Value)}.\n");
        foreach (var remark in remarks.Distinct(StringComparer.Ordinal)) head.Append(CultureInfo.InvariantCulture, $"# Note: {OneLine(remark)}.\n");
        if (course.HasGate) head.Append(CultureInfo.InvariantCulture, $"password {Password}\n");
        head.Append(CultureInfo.InvariantCulture, $"clock {start.UtcDateTime:yyyy-MM-dd HH:mm:ss}\n\n");
        return head.Append(text).ToString();
    }

    private void Write(CourseStep step)
    {
        if (step.Act == CourseAct.TimePasses || step.Time > clock) Pass(step.Time);
        if (step.Act != CourseAct.TimePasses) Line(ActOf(step));
        if (step.Payload is { } payload && step.Act == CourseAct.Says) Attach(payload, NameOf(step.Person));
        foreach (var own in step.Sights.Where(sight => sight.Person == step.Person)) Seen(own);
        foreach (var others in step.Sights.Where(sight => sight.Person != step.Person).GroupBy(sight => sight.Person))
        {
            Line($"{NameOf(others.Key)} sees");
            foreach (var sight in others) Seen(sight);
        }
    }

    private string ActOf(CourseStep step) => step.Act switch
    {
        CourseAct.Enters => $"{NameOf(step.Person)} enters",
        CourseAct.EntersPlainly => $"{NameOf(step.Person)} enters plainly",
        CourseAct.Says => SeenWriter.Speech(NameOf(step.Person), step.Text),
        CourseAct.PassesGate => $"{NameOf(step.Person)}: {Password}",
        CourseAct.FailsAtGate => $"{NameOf(step.Person)}: wrong",
        CourseAct.Leaves => $"{NameOf(step.Person)} leaves",
        CourseAct.GoesAway => $"{NameOf(step.Person)} is away",
        CourseAct.ComesBack => $"{NameOf(step.Person)} is back",
        CourseAct.WorldsNotReady => "the worlds are not ready",
        CourseAct.WorldsReady => "the worlds are ready",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private void Pass(DateTimeOffset until)
    {
        var time = until > clock ? until - clock : TimeSpan.Zero;
        var days = TimeSpan.FromDays(30);
        // A single span has an upper limit in dialogues.
        for (; time > days; time -= days) Line("30 days pass");
        Line(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s pass"));
        clock = until > clock ? until : clock;
    }

    private void Attach(Payload payload, string name)
    {
        if (payload.Url is { } url && !url.Contains(' ', StringComparison.Ordinal)) Line($"{Indent}<{payload.Type} {url}>");
        else remarks.Add($"{name} sent a file of kind {payload.Type}, which is not here; put it beside this file and write '<{payload.Type} FILE>' below the words");
    }

    private void Seen(CourseSight sight)
    {
        if (sight.Message is not { } message)
        {
            Line($"{Indent}refused {sight.Refusal}");
        }
        else if (isLoose && sight.AfterEffect)
        {
            var bare = message with { Text = "", QuickReplies = null, Payload = null };
            Line($"{SeenWriter.Write(new SeenMessage(bare), Indent)[0]} ...");
        }
        else
        {
            foreach (var line in SeenWriter.Write(new SeenMessage(message), Indent)) Line(line);
        }
    }

    private string NameOf(PersonId? person) => person is { } id && names.TryGetValue(id, out var name) ? name : "Nobody";

    private void Line(string line) => text.Append(line).Append('\n');

    private static string OneLine(string words) => words.ReplaceLineEndings(" ").TrimEnd('.');
}
