namespace ScriptChat.Dialogues.Tests.Reading;

[TestFixture]
internal sealed class DialogueErrorTests
{
    [Test]
    public void Parse_ManyErrors_SaysAllAtOnceWithTheirPlaces()
    {
        var errors = Texts.ErrorsOf("""
            sed 7
            seed x
            Ann enters
              Welcome
            Bob: hello
            ann: hello
            30 sconds pass
            Ann dances
            Ann: fine
            seed 8
            """);

        Assert.That(errors, Is.EqualTo(
        [
            "test.dialogue(1,5): error SC3100: '7' is not something that sed can do; write 'sed: WORDS' to speak, or one of: "
                + "enters, enters plainly, leaves, is away, is back, refreshes, reads, starts writing, stops writing, sees",
            "test.dialogue(2,6): error SC3105: 'x' is no value for 'seed'; write it as 'seed NUMBER'",
            "test.dialogue(4,3): error SC3100: this is not something to see; write 'SPEAKER: TEXT', or ': TEXT' for words without a speaker's name",
            "test.dialogue(5,1): error SC3101: Bob has not entered; write 'Bob enters' above",
            "test.dialogue(6,1): error SC3101: ann has not entered, Ann has; mend the name, or write 'ann enters' above",
            "test.dialogue(7,1): error SC3102: '30 sconds' is not a span of time; write a number and ms, s, min, h or days (up to 40 days)",
            "test.dialogue(8,5): error SC3100: 'dances' is not something that Ann can do; write 'Ann: WORDS' to speak, or one of: "
                + "enters, enters plainly, leaves, is away, is back, refreshes, reads, starts writing, stops writing, sees",
            "test.dialogue(10,1): error SC3105: 'seed' stands below a step; write it above the first one",
        ]));
    }

    [TestCase("", "test.dialogue: error SC3107: nothing happens in this dialogue; begin with 'NAME enters'")]
    [TestCase("# a comment\n\n", "test.dialogue: error SC3107: nothing happens in this dialogue; begin with 'NAME enters'")]
    [TestCase("  : hello\n", "test.dialogue(1,3): error SC3104: nothing has happened yet that somebody could see; write 'NAME enters' above, at the margin")]
    [TestCase("Ann sees nothing\n", "test.dialogue(1,1): error SC3101: nobody has entered yet; write 'NAME enters' above")]
    [TestCase("1 s pass\n  : hello\n  : you\n", "test.dialogue(2,3): error SC3104: nobody has entered who could see this; write 'NAME enters' above")]
    [TestCase("Ann enters\nBob enters\n1 s pass\n  : hello\n", "test.dialogue(4,3): error SC3104: it does not say who sees this; write 'Ann sees' above it")]
    [TestCase("1 s pass\nall see\n  : hello\n", "test.dialogue(2,1): error SC3104: nobody is here to see anything; write the name of who sees")]
    [TestCase("Ann enters\n30 s\n", "test.dialogue(2,1): error SC3100: a line that begins with a number says how much time passes; write it as '30 s pass'")]
    [TestCase("Ann enters\n50 days pass\n", "test.dialogue(2,1): error SC3102: '50 days' is not a span of time; write a number and ms, s, min, h or days (up to 40 days)")]
    [TestCase("the service stops in a while\n", "test.dialogue(1,22): error SC3102: 'a while' is not a span of time; write a number and ms, s, min, h or days (up to 40 days)")]
    [TestCase("Ann enters\nAnn, hello\n", "test.dialogue(2,1): error SC3100: this line is not understood; a step begins with a person's name, a span of time or 'the'")]
    [TestCase("Ann enters\n  : one\n  nothing\n", "test.dialogue(3,3): error SC3100: above it stands what is seen, and this says that nothing is; take one of them out")]
    [TestCase("Ann enters\n  nothing\n  : one\n", "test.dialogue(3,3): error SC3100: line 2 says that nothing is seen, and this says what; take one of them out")]
    [TestCase("Ann enters\n  | more\n", "test.dialogue(2,3): error SC3100: a line that begins with '|' goes on with a message, and there is none above; "
        + "write 'SPEAKER: TEXT' first, or ': TEXT' for words without a speaker's name")]
    [TestCase("Ann enters\n  : text\n  [open\n", "test.dialogue(3,3): error SC3100: this is neither quick replies nor a payload; "
        + "write '[one] [two]' or '<KIND ADDRESS>', or '| TEXT' to go on with the text")]
    [TestCase("Ann enters\nAnn sees : hello\n", "test.dialogue(2,10): error SC3100: write what is seen on the next line, indented; only 'nothing' may stand here")]
    [TestCase("Ann enters\n  : /a(/\n", "test.dialogue(2,5): error SC3103: the regular expression /a(/ is not valid: Invalid pattern 'a(' at offset 2. Not enough )'s; "
        + "mend it (look-around and back references are not known here), or write \\/ at the start to have the words themselves")]
    [TestCase("Ann enters\nAnn: a\\q\n", "test.dialogue(2,7): error SC3109: '\\q' is not known; write \\\\ for a backslash "
        + "(known are \\n, \\r, \\t, \\s for a blank, \\uXXXX, and a backslash before punctuation)")]
    [TestCase("Ann enters\nAnn: x\n  <image>\n", "test.dialogue(3,4): error SC3100: a payload has a kind and a file or an address; write it as '<image cat.png>'")]
    [TestCase("Ann enters\nAnn leaves\nAnn: x\n", "test.dialogue(3,1): error SC3106: Ann has left; write 'Ann enters' first")]
    [TestCase("Ann enters\nAnn is away\nAnn: x\n", "test.dialogue(3,1): error SC3106: Ann is away; write 'Ann is back' first")]
    [TestCase("Ann enters\nAnn is away\nAnn is away\n", "test.dialogue(3,1): error SC3106: Ann is away already; take the line out")]
    [TestCase("Ann enters\nAnn is away\nAnn enters\n", "test.dialogue(3,1): error SC3106: Ann is away; write 'Ann is back' instead")]
    [TestCase("Ann enters\nAnn is back\n", "test.dialogue(2,1): error SC3106: Ann is not away; write 'Ann is away' first")]
    [TestCase("Ann enters plainly\nAnn refreshes\n", "test.dialogue(2,1): error SC3106: Ann entered plainly and has nothing to come back by; write 'Ann enters'")]
    [TestCase("seed 1\nseed 2\nAnn enters\n", "test.dialogue(2,1): error SC3105: 'seed' is there already; take one of them out")]
    [TestCase("clock noon\nAnn enters\n", "test.dialogue(1,7): error SC3105: 'noon' is no value for 'clock'; write it as 'clock YYYY-MM-DD HH:MM'")]
    [TestCase("password\nAnn enters\n", "test.dialogue(1,9): error SC3105: '' is no value for 'password'; write it as 'password TEXT'")]
    public void Parse_OneError_SaysWhereAndWhatToDo(string text, string error) => Assert.That(Texts.ErrorsOf(text), Is.EqualTo([error]));

    [Test]
    public void Parse_SendingAFileThatIsNotThere_SaysSo() =>
        Assert.That(Texts.ErrorsOf("Ann enters\nAnn: x\n  <image no-such.png>\n").Single(), Does.StartWith("test.dialogue(3,4): error SC3110: 'no-such.png' can't be read: "));
}
