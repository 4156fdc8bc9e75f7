using ScriptChat.Diagnostics;
using ScriptChat.Dialogues.Format;

namespace ScriptChat.Dialogues.Results;

/// <summary>Says in a sentence what is different.</summary>
internal static class Description
{
    /// <summary>All that is different in a step.</summary>
    /// <param name="outcome">What became of the step.</param>
    public static IEnumerable<Difference> Of(StepOutcome outcome)
    {
        foreach (var note in outcome.Notes) yield return new Difference(outcome.Step.Line, note.Person, note.Text, note.Code);
        foreach (var (expected, seen, isRight) in outcome.Failures)
        {
            if (isRight) continue;
            var text = (expected, seen as SeenFailure) switch
            {
                (null, { Kind: var kind }) => $"a world failed ({kind}); mend it, or write '{ExpectedFailure.Words}' where that is meant",
                (_, { Kind: var kind }) => $"a world failed in another way ({kind}); mend it, or accept how it fails now",
                _ => "no world failed; mend the world, or take the line out",
            };
            yield return new Difference(expected?.Line ?? outcome.Step.LastLine, null, text, DialogueCodes.FailsOtherwise);
        }

        for (var index = 0; index < outcome.Sights.Count; index++)
        {
            var sight = outcome.Step.Sights[index];
            foreach (var person in outcome.Sights[index])
                foreach (var difference in Of(person, sight.Line > 0 ? sight.Line : outcome.Step.LastLine))
                    yield return difference;
        }

        foreach (var person in outcome.Others)
            foreach (var difference in Of(person, outcome.Step.LastLine))
                yield return difference;
    }

    private static IEnumerable<Difference> Of(PersonOutcome person, int line)
    {
        foreach (var pair in person.Pairs)
        {
            line = pair.Expected?.Line ?? line;
            if (pair.IsRight) continue;
            var text = (pair.Expected, pair.Seen) switch
            {
                (_, null) => $"{person.Person} did not see this",
                (null, var seen) => $"{person.Person} also saw {Quote(seen)}",
                (ExpectedMessage expected, SeenMessage seen) => $"{person.Person} saw {Quote(seen)}: {WhatDiffers(expected, seen)}",
                (_, var seen) => $"{person.Person} saw {Quote(seen)} instead",
            };
            yield return new Difference(line, person.Person, $"{text}; mend the world, or accept what it says now", DialogueCodes.Differs)
            {
                Place = (pair.Seen as SeenMessage)?.Place,
            };
        }
    }

    private static string WhatDiffers(ExpectedMessage expected, SeenMessage seen)
    {
        var message = seen.Message;
        List<string> parts = [];
        if (!expected.Speaker.Matches(message.Id)) parts.Add("another speaker");
        if (!expected.Text.Matches(message.Text)) parts.Add("other words");
        if (expected.QuickReplies is not null && !seen.FitsReplies(expected.QuickReplies)) parts.Add("other quick replies");
        if (expected.Payload?.Matches(seen.Payload) == false) parts.Add("another payload");
        var what = string.Join(" and ", parts);
        return expected.QuickReplies is not null && message.QuickReplies is null && message.Text.EndsWith(']')
            ? $"{what} (a text that ends with a bracket is written with '\\]')"
            : what;
    }

    private static string Quote(Seen seen) => $"'{string.Join(' ', SeenWriter.Write(seen, "").Select(line => line.Trim()))}'";
}
