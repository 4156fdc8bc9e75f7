namespace ScriptChat.Diagnostics;

/// <summary>SC4: services and the wire. These go out in <c>error</c> frames.</summary>
public static class ServiceCodes
{
    /// <summary>The session is unknown.</summary>
    public static readonly DiagnosticCode UnknownSession = new("SC4001", "The session is unknown or has expired", "Start a new one: say hello without a session");

    /// <summary>Too many unhandled messages.</summary>
    public static readonly DiagnosticCode TooManyUnhandled = new("SC4002", "Too many messages wait to be read by the world", "Wait for an answer and send it again");

    /// <summary>The world has ended.</summary>
    public static readonly DiagnosticCode NobodyListens = new("SC4003", "The conversation was over before the words were read", "Say them again where they still matter");

    /// <summary>Wrong password.</summary>
    public static readonly DiagnosticCode WrongPassword = new("SC4004", "Wrong password", "Try again");

    /// <summary>Too many password tries.</summary>
    public static readonly DiagnosticCode TooManyTries = new("SC4005", "Too many tries at the password", "Wait a minute and try again");

    /// <summary>Shutting down.</summary>
    public static readonly DiagnosticCode ShuttingDown = new("SC4006", "The service is shutting down", "Come back later");

    /// <summary>The journal could not take it.</summary>
    public static readonly DiagnosticCode NotStored = new("SC4007", "The message could not be stored", "Send it again");

    /// <summary>A client comes back from before what is kept.</summary>
    public static readonly DiagnosticCode HistoryCut = new("SC4008", "Earlier messages are no longer kept", "Go on with what follows: the oldest that is kept comes next, and its number leaves a gap", Severity.Info);

    /// <summary>A frame is not JSON.</summary>
    public static readonly DiagnosticCode NotJson = new("SC4010", "A frame is not a JSON object", "Send one JSON object a text frame, at most 64 levels deep");

    /// <summary>A field of a frame is missing or wrong.</summary>
    public static readonly DiagnosticCode BadField = new("SC4011", "A field of a frame is missing or not what it must be", "Compare the frame with the protocol in runtime/Services/README.md");

    /// <summary>A frame of a type that nobody knows.</summary>
    public static readonly DiagnosticCode UnknownType = new("SC4012", "A frame has an unknown type", "Send hello, message, ack, read, typing, stop or feedback");

    /// <summary>A frame before hello.</summary>
    public static readonly DiagnosticCode HelloFirst = new("SC4013", "A frame came before hello", "Say hello first and wait for welcome");

    /// <summary>A second hello.</summary>
    public static readonly DiagnosticCode HelloTwice = new("SC4014", "hello was said twice on one connection", "Open another connection for another session");

    /// <summary>A frame is too large.</summary>
    public static readonly DiagnosticCode FrameTooLarge = new("SC4015", "A frame is too large", "Send less at a time; the connection was closed with 1009");

    /// <summary>A text frame is not UTF-8.</summary>
    public static readonly DiagnosticCode NotUtf8 = new("SC4016", "A text frame is not UTF-8", "Send UTF-8; the connection was closed with 1007");

    /// <summary>A binary frame.</summary>
    public static readonly DiagnosticCode BinaryFrame = new("SC4017", "A binary frame is not understood", "Send text frames");

    /// <summary>Too many frames.</summary>
    public static readonly DiagnosticCode TooFast = new("SC4018", "Frames come too fast", "Wait a second and send it again");

    /// <summary>A page of another origin.</summary>
    public static readonly DiagnosticCode ForeignOrigin = new("SC4019", "A page of another origin wants to connect", "Add its origin (scheme, host and port) to the allowed origins if it is meant to", Severity.Warning);

    /// <summary>Too many connections in all.</summary>
    public static readonly DiagnosticCode TooManyConnections = new("SC4020", "There are as many connections as the service takes", "Come back later, or raise the limit", Severity.Warning);

    /// <summary>Too many connections from one address.</summary>
    public static readonly DiagnosticCode TooManyFromAddress = new("SC4021", "There are as many connections from one address as the service takes", "Close some of them, or raise the limit", Severity.Warning);

    /// <summary>A client does not read.</summary>
    public static readonly DiagnosticCode SlowReader = new("SC4022", "A client reads too slowly and was cut off", "Connect again with the last number seen; nothing is lost", Severity.Warning);

    /// <summary>A client is silent.</summary>
    public static readonly DiagnosticCode Idle = new("SC4023", "A client was silent for too long", "Connect again", Severity.Info);

    /// <summary>A client does not say hello.</summary>
    public static readonly DiagnosticCode NoHello = new("SC4024", "A client did not say hello in time", "Say hello as the first thing on a connection", Severity.Warning);

    /// <summary>Not a WebSocket request.</summary>
    public static readonly DiagnosticCode NotAWebSocket = new("SC4025", "A request to a WebSocket's address does not ask for a WebSocket", "Connect with ws:// or wss://");

    /// <summary>A frame breaks the WebSocket protocol.</summary>
    public static readonly DiagnosticCode BrokenFrame = new("SC4026", "A client breaks the WebSocket protocol", "Use a WebSocket library; the connection was closed", Severity.Warning);

    /// <summary>The service failed at something a client sent.</summary>
    public static readonly DiagnosticCode ConnectionFailed = new("SC4027", "The service failed on a connection", "Report it with the trace; the client may connect again");

    /// <summary>A terminal client can't reach its service.</summary>
    public static readonly DiagnosticCode CannotReach = new("SC4040", "The service can't be reached", "See that the runtime runs there, and that host and port are right");

    /// <summary>What a terminal client found is not a service.</summary>
    public static readonly DiagnosticCode NotAService = new("SC4041", "What answers is not a ScriptChat service", "Give the address that the runtime prints when it starts");

    /// <summary>What a terminal client was given is not an address.</summary>
    public static readonly DiagnosticCode BadAddress = new("SC4042", "Not the address of a service", "Give it as http://HOST:PORT/ or ws://HOST:PORT/websocket");

    /// <summary>The port is taken.</summary>
    public static readonly DiagnosticCode AddressInUse = new("SC4030", "The port is in use", "Stop what uses it, or take another with --port");

    /// <summary>The address can't be listened on.</summary>
    public static readonly DiagnosticCode AddressUnavailable = new("SC4031", "The address can't be listened on", "Take an address of this machine with --host and a port above 1023 with --port");

    /// <summary>The web server reports something.</summary>
    public static readonly DiagnosticCode WebServer = new("SC4032", "The web server reports something", "Read its words", Severity.Warning);
}
