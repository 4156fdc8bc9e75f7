namespace ScriptChat.Worlds.Library;

/// <summary>An onboard world that asks for consent: shows a text and insists on a yes or a no.</summary>
/// <remarks>Who agrees goes on, with <c>consent</c> (the answer), <c>consent_at</c> (when, UTC) and <c>consent_text</c> (what they
/// agreed to) in their onboard data. Who declines goes back to the overworld, and nothing is kept of them here.
/// <code>
/// public class Consent(WorldContext context) : ConsentWorld(context)
/// {
///     protected override string Text => "We keep what you write, without your name, for research. Is that fine with you?";
/// }
/// </code></remarks>
/// <param name="context">What the world is given.</param>
public abstract class ConsentWorld(WorldContext context) : OnboardWorld(context)
{
    /// <summary>What they are asked to agree to.</summary>
    protected abstract string Text { get; }

    /// <summary>The answer that agrees. Default: <c>"I agree"</c>.</summary>
    protected virtual string AgreeLabel => "I agree";

    /// <summary>The answer that declines. Default: <c>"No, thanks"</c>.</summary>
    protected virtual string DeclineLabel => "No, thanks";

    /// <summary>What is said to those who agree; null for nothing. Default: thanks.</summary>
    protected virtual string? Agreed => "Thank you.";

    /// <summary>What is said to those who decline.</summary>
    protected virtual string Declined => "That is fine. Nothing was kept.";

    /// <inheritdoc />
    public override async Task Parley()
    {
        var answer = await Agent.ChooseAsync(Text, AgreeLabel, DeclineLabel);
        Done = true;
        if (answer == AgreeLabel)
        {
            Data["consent"] = answer;
            Data["consent_at"] = Context.Now.ToString("O");
            Data["consent_text"] = Text;
            if (Agreed is { } thanks) Agent.Observe(thanks);
            return;
        }

        Agent.Observe(Declined);
        // No task: back to the overworld instead of into the pool.
        Agent.Data["next_task"] = "";
    }
}
