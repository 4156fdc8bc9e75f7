namespace ScriptChat.Messages;

/// <summary>Where services bring what people do.</summary>
public interface IGateway
{
    /// <summary>Takes what happened. Returns soon and never throws for what a person did; what comes of it arrives as
    /// deliveries, some of them perhaps before this returns. Calls for one person must come one after the other.</summary>
    /// <param name="person">Who.</param>
    /// <param name="arrival">What.</param>
    void Receive(PersonId person, Arrival arrival);
}
