namespace ScriptChat.Diagnostics;

/// <summary>SC4: services and the wire. These go out in <c>error</c> frames.</summary>
public static class ServiceCodes
{
    /// <summary>The session is unknown.</summary>
    public static readonly DiagnosticCode UnknownSession = new("SC4001", "The session is unknown or has expired", "Start a new one: say hello without a session");

    /// <summary>Too many unhandled messages.</summary>
    public static readonly DiagnosticCode TooManyUnhandled = new("SC4002", "Too many messages wait to be read by the world", "Wait for an answer and send it again");

    /// <summary>The world has ended.</summary>
    public static readonly DiagnosticCode NobodyListens = new("SC4003", "The conversation is over and nobody listens", "Say anything to start again");

    /// <summary>Wrong password.</summary>
    public static readonly DiagnosticCode WrongPassword = new("SC4004", "Wrong password", "Try again");

    /// <summary>Too many password tries.</summary>
    public static readonly DiagnosticCode TooManyTries = new("SC4005", "Too many tries at the password", "Wait a minute and try again");

    /// <summary>Shutting down.</summary>
    public static readonly DiagnosticCode ShuttingDown = new("SC4006", "The service is shutting down", "Come back later");

    /// <summary>The journal could not take it.</summary>
    public static readonly DiagnosticCode NotStored = new("SC4007", "The message could not be stored", "Send it again");
}
