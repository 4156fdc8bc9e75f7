using System.Text.Json.Serialization;

namespace ScriptChat.Actors.Letters;

/// <summary>What one actor tells another: a value, complete in itself, that could as well go to another machine.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "letter")]
[JsonDerivedType(typeof(Arrived), "arrived")]
[JsonDerivedType(typeof(Reserve), "reserve")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(StillWaiting), "still_waiting")]
[JsonDerivedType(typeof(OutOfPool), "out_of_pool")]
[JsonDerivedType(typeof(EligibilityKnown), "eligibility_known")]
[JsonDerivedType(typeof(EligibilityWanted), "eligibility_wanted")]
[JsonDerivedType(typeof(ServiceResumed), "service_resumed")]
[JsonDerivedType(typeof(JoinedWorld), "joined_world")]
[JsonDerivedType(typeof(Seated), "seated")]
[JsonDerivedType(typeof(Told), "told")]
[JsonDerivedType(typeof(TakenUpTo), "taken")]
[JsonDerivedType(typeof(DataChanged), "data_changed")]
[JsonDerivedType(typeof(WorldEnded), "world_ended")]
[JsonDerivedType(typeof(PartnerTyping), "partner_typing")]
[JsonDerivedType(typeof(PartnerPresence), "partner_presence")]
[JsonDerivedType(typeof(PartnerRead), "partner_read")]
[JsonDerivedType(typeof(PartnersAre), "partners")]
[JsonDerivedType(typeof(PlaceInLine), "place_in_line")]
[JsonDerivedType(typeof(Enter), "enter")]
[JsonDerivedType(typeof(EligibilityIs), "eligibility_is")]
[JsonDerivedType(typeof(AnswerMatch), "answer_match")]
[JsonDerivedType(typeof(PresenceInPool), "presence_in_pool")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(RolesAssigned), "roles_assigned")]
[JsonDerivedType(typeof(ConversationOver), "conversation_over")]
[JsonDerivedType(typeof(SlotFreed), "slot_freed")]
[JsonDerivedType(typeof(PoolsClose), "pools_close")]
[JsonDerivedType(typeof(Begin), "begin")]
[JsonDerivedType(typeof(Spoke), "spoke")]
[JsonDerivedType(typeof(LeftWorld), "left_world")]
[JsonDerivedType(typeof(PresenceInWorld), "presence_in_world")]
[JsonDerivedType(typeof(TypedInWorld), "typed_in_world")]
[JsonDerivedType(typeof(HasRead), "has_read")]
[JsonDerivedType(typeof(HasReceived), "has_received")]
[JsonDerivedType(typeof(EffectEnded), "effect_ended")]
[JsonDerivedType(typeof(ForeignContinuation), "foreign")]
[JsonDerivedType(typeof(Reloaded), "reloaded")]
[JsonDerivedType(typeof(Retold), "retold")]
[JsonDerivedType(typeof(Abandoned), "abandoned")]
[JsonDerivedType(typeof(EndNow), "end_now")]
[JsonDerivedType(typeof(Woken), "woken")]
[JsonDerivedType(typeof(CatalogChanged), "catalog_changed")]
[JsonDerivedType(typeof(ServiceStops), "service_stops")]
public abstract record Letter
{
    /// <summary>Of the moment only: neither numbered nor recorded.</summary>
    [JsonIgnore]
    public virtual bool IsPassing => false;
}

/// <summary>The time that the actor asked to be woken at has come, or a little earlier one.</summary>
public sealed record Woken : Letter
{
    /// <summary>The one there is.</summary>
    public static Woken Instance { get; } = new();
}

/// <summary>A new version of the task is live.</summary>
public sealed record CatalogChanged : Letter
{
    /// <summary>The one there is.</summary>
    public static CatalogChanged Instance { get; } = new();
}

/// <summary>The service stops.</summary>
/// <param name="Grace">How long task worlds may go on; zero: the end.</param>
public sealed record ServiceStops(TimeSpan Grace) : Letter
{
    /// <summary>Whether it goes on later, and people keep their seats.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Whether all conversations that were to be had were, and nothing goes on.</summary>
    public bool IsOver { get; init; }

    /// <summary>Told when the letter was taken.</summary>
    [JsonIgnore]
    public Action? Taken { get; init; }
}
