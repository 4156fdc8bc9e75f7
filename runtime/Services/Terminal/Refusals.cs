using ScriptChat.Services.WebSocket.Protocols;

namespace ScriptChat.Services.Terminal;

/// <summary>What people at a terminal read when something is refused. They never see codes.</summary>
internal static class Refusals
{
    public static string InWords(string code, string text) => code switch
    {
        "SC4002" => "That was a lot at once. Wait for an answer, then try again.",
        "SC4003" => "That came too late: the conversation was over before it was read.",
        "SC4004" => "That is not the password. Try again.",
        "SC4005" => "Too many tries. Wait a minute, then try again.",
        "SC4006" => "The service is closing for now. Please come back later.",
        "SC4007" or "SC5105" => RefusalWords.NotTaken,
        "SC4008" => "Earlier messages are no longer kept.",
        "SC4018" => "That was too fast. Wait a second, then try again.",
        _ => text.Length > 0 ? text : "That did not work. Please try again.",
    };
}
