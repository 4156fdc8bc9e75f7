using ScriptChat.Diagnostics;
using ScriptChat.Messages;

namespace ScriptChat.Services.WebSocket.Protocols;

/// <summary>The words of refusals for clients that show them to people as they are, and that send nothing again by themselves.</summary>
internal static class RefusalWords
{
    /// <summary>Said where a message was not taken because it could not be stored.</summary>
    public const string NotTaken = "That could not be stored and was not taken. Please say it again in a while.";

    /// <summary>Whether a refusal passes by itself: a client that can keeps the message and sends it again with the same id.</summary>
    public static bool IsPassing(string code) => code == ServiceCodes.NotStored.Id || code == RecoveryCodes.StoreFails.Id || code == ServiceCodes.TooFast.Id;

    /// <summary>What a plain client shows.</summary>
    public static string Plain(Refused refused) =>
        refused.Code == ServiceCodes.NotStored || refused.Code == RecoveryCodes.StoreFails ? NotTaken : refused.Text;
}
