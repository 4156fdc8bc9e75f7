var done = false;

async Task parley()
{
    // Without this line a person who sends a picture is told that only text is supported.
    Agent.AllowImages = true;

    Agent.Observe(new Message
    {
        Text = "This is our cat. Show me yours!",
        Payload = new Payload { Type = "image", Url = "https://example.org/cat.png", MimeType = "image/png" },
    });

    var act = await Agent.ActAsync();
    Agent.Observe(act.Payload is { Type: "image" } picture
        ? new Message { Text = "How nice! Here it is once more.", Payload = picture }
        : new Message { Text = "No picture? What a pity." });
    done = true;
}

bool episode_done() => done;
