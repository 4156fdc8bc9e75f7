using System.Text.Json;
using ScriptChat.Actors;
using ScriptChat.Actors.Letters;
using ScriptChat.Actors.Recorded;
using ScriptChat.Messages;

namespace ScriptChat.Engine.People;

/// <summary>What a person's records say of them, and how they are rebuilt from those.</summary>
internal sealed partial class Person
{
    public override void Describe(Utf8JsonWriter json, Step step)
    {
        if (took) json.WriteBoolean("took"u8, true);
        if (step.Shows.Count > 0)
        {
            json.WriteStartArray("shown"u8);
            foreach (var (seq, message) in step.Shows)
            {
                json.WriteStartObject();
                json.WriteNumber("seq"u8, seq);
                // What a world told stands in the letter that caused the step; only the person's own notices are new words.
                if (step.Cause.Letter is not Told)
                {
                    json.WritePropertyName("message"u8);
                    JsonSerializer.Serialize(json, message, LetterJson.Default.Message);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        var state = State();
        if (state == written) return;
        json.WritePropertyName("state"u8);
        state.WriteSince(written, json);
        written = state;
    }

    /// <summary>Takes in what a step left, when the person is rebuilt from their records.</summary>
    /// <param name="step">The step.</param>
    /// <param name="run">The run of the service that is on.</param>
    public void Restore(RecordedStep step, long run)
    {
        Remember(step);
        if (step.Arrival is { } arrival) Restore(arrival, step, run);
        var world = journey.Place as InWorld;
        if (step.In is Retold retold && retold.Conversation == world?.Conversation)
        {
            if (world.KeepTold(retold.Keep) is > 0 and var from && keeps) outbox.Strike(from);
            world.TakenUpTo(retold.Taken);
        }

        foreach (var show in step.Shown)
        {
            var seq = outbox.Add(show.Message ?? ((Told)step.In!).Message, step.Time);
            if (step.In is Told or Retold) world?.Told(seq);
        }

        if (step.In is Told told && told.Conversation == world?.Conversation)
        {
            if (told.Index > 0 && keeps) world.Sent(outbox.Last, told.Index);
            world.TakenUpTo(told.Taken);
        }
        else if (step.In is TakenUpTo taken && taken.Conversation == world?.Conversation)
        {
            world.TakenUpTo(taken.Taken);
        }

        foreach (var send in step.Sent)
        {
            if (send.Letter is Spoke) world?.Speak(step.Arrival?.Id);
        }

        if (step.State is { } json) Restore(PersonState.Read(json));
        if (step.In is Seated seated) Seat(seated, step.Time);
        if (step.Ended) Ended = true;
    }

    /// <summary>Puts the person into a world that has been going on, as if they had been there all the time.</summary>
    private void Seat(Seated seated, DateTimeOffset at)
    {
        Keep(true);
        (Data, OnboardData, StoredData) = (seated.Seed.Data, seated.Seed.OnboardData, seated.Seed.StoredData);
        var world = new InWorld(seated.Conversation, seated.Kind, seated.Task);
        journey.Seat(world);
        foreach (var (message, own) in seated.Said)
        {
            if (!own)
            {
                world.Told(outbox.Add(message, at));
                continue;
            }

            outbox.AddOwn(null, message.Text, at, message.Payload);
            world.Speak(null);
        }

        world.TakenUpTo(seated.Taken);
        written = State();
    }

    private void Restore(RecordedArrival arrival, RecordedStep step, long run)
    {
        switch (arrival.Kind)
        {
            case nameof(Connected):
                Keep(arrival.Keeps);
                // A connection of an earlier run is gone by now; that they were here is not forgotten.
                connection = arrival.Run == run ? arrival.Connection : -1;
                HeardOfReceived(arrival.Seq);
                break;
            case nameof(Disconnected):
                connection = 0;
                break;
            case nameof(Said) when step.Took:
                if (arrival.Text is { } text && (text.Length > 0 || arrival.Payload is not null)) outbox.AddOwn(arrival.Id, text, step.Time, arrival.Attached);
                if (arrival.Id is { } id) seen.Add(id);
                break;
            case nameof(Judged) when arrival.Content is { } content:
                outbox.Judge(arrival.Seq, content);
                break;
            case nameof(Received):
                HeardOfReceived(arrival.Seq);
                break;
        }
    }

    // The world has heard that the client has these.
    private void HeardOfReceived(long seq)
    {
        if (journey.Place is InWorld world) _ = world.ReceivedUpTo(seq).Count();
    }

    private void Restore(PersonState state)
    {
        Data = state.Data ?? Data;
        OnboardData = state.OnboardData ?? OnboardData;
        StoredData = state.StoredData ?? StoredData;
        if (state.AwayUntil is { } away) awayUntil = away == 0 ? null : TimeSpan.FromMilliseconds(away);
        journey.Restore(state);
        written = State();
    }

    private PersonState State() => new()
    {
        Place = journey.Place,
        Data = Data,
        OnboardData = OnboardData,
        StoredData = StoredData,
        Passed = journey.Passed,
        SinceWord = journey.SinceWord,
        AwayUntil = (long)(awayUntil ?? TimeSpan.Zero).TotalMilliseconds,
    };
}
