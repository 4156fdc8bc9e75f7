using System.Collections.Frozen;
using Microsoft.CodeAnalysis;
using ScriptChat.Diagnostics;

namespace ScriptChat.Compiler.Checks;

/// <summary>The framework's members that scripts should not use: the one list of them.</summary>
internal static class BanList
{
    private const string Threading = "System.Threading";
    private const string Tasks = "System.Threading.Tasks";
    private const string Files = "System.IO";

    private const string Clock = "is not the recorded time: a conversation that is rebuilt would see another; use Context.Now";
    private const string Ids = "gives another id when the conversation is rebuilt; use Context.NewId()";
    private const string Chance = "gives other chance when the conversation is rebuilt; use Context.Random";
    private const string Delay = "is a timer that is not recorded; use Context.DelayAsync";
    private const string Timer = "is a timer that is not recorded; use Context.DelayAsync, or ActAsync with a timeout";
    private const string Elsewhere = "runs outside the conversation's thread and is not recorded; put such work into Context.OnceAsync";
    private const string Outside = "reaches outside, so that a conversation that is rebuilt would do it again or see something else; do it in Context.OnceAsync, or once for all in module_initialize";
    private const string Blocks = "blocks the thread that the conversation needs to go on; await the task";
    private const string Sleeps = "blocks the conversation's thread; await Context.DelayAsync (in an effect or a model's script, Task.Delay)";

    private static readonly Ban[] All =
    [
        new(ScriptCodes.UnrecordedTime, "System", "DateTime", ["Now", "UtcNow", "Today"], Clock),
        new(ScriptCodes.UnrecordedTime, "System", "DateTimeOffset", ["Now", "UtcNow"], Clock),
        new(ScriptCodes.UnrecordedTime, "System", "Environment", ["TickCount", "TickCount64"], Clock),
        new(ScriptCodes.UnrecordedTime, "System", "TimeProvider", ["System"], Clock),
        new(ScriptCodes.UnrecordedTime, "System.Diagnostics", "Stopwatch", ["StartNew", "GetTimestamp", "GetElapsedTime"], Clock) { Makes = Makes.Always },

        new(ScriptCodes.UnrecordedId, "System", "Guid", ["NewGuid", "CreateVersion7"], Ids),
        new(ScriptCodes.UnrecordedChance, "System", "Random", ["Shared"], Chance) { Makes = Makes.WithNothing },
        new(ScriptCodes.UnrecordedChance, "System.Security.Cryptography", "RandomNumberGenerator", ["Create", "Fill", "GetBytes", "GetHexString", "GetInt32", "GetItems", "GetString", "Shuffle"], Chance),

        new(ScriptCodes.UnrecordedDelay, Tasks, "Task", ["Delay"], Delay),
        new(ScriptCodes.UnrecordedTimer, Tasks, "Task", ["WaitAsync"], Timer) { Taking = "TimeSpan" },
        new(ScriptCodes.UnrecordedTimer, Threading, "CancellationTokenSource", ["CancelAfter"], Timer) { Makes = Makes.WithSomething },
        new(ScriptCodes.UnrecordedTimer, Threading, "PeriodicTimer", ["WaitForNextTickAsync"], Timer) { Makes = Makes.Always },
        new(ScriptCodes.UnrecordedTimer, Threading, "Timer", ["Change"], Timer) { Makes = Makes.Always },
        new(ScriptCodes.UnrecordedTimer, "System.Timers", "Timer", ["Start"], Timer) { Makes = Makes.Always },

        new(ScriptCodes.OtherThread, Tasks, "Task", ["Run", "ContinueWith"], Elsewhere),
        new(ScriptCodes.OtherThread, Tasks, "TaskFactory", ["StartNew"], Elsewhere),
        new(ScriptCodes.OtherThread, Tasks, "Parallel", ["For", "ForAsync", "ForEach", "ForEachAsync", "Invoke"], Elsewhere),
        new(ScriptCodes.OtherThread, "System.Linq", "ParallelEnumerable", ["AsParallel"], Elsewhere),
        new(ScriptCodes.OtherThread, Threading, "Thread", ["Start"], Elsewhere) { Makes = Makes.Always },
        new(ScriptCodes.OtherThread, Threading, "ThreadPool", ["QueueUserWorkItem", "UnsafeQueueUserWorkItem", "RegisterWaitForSingleObject"], Elsewhere),

        new(ScriptCodes.OutsideEffect, Files, "File", [], Outside),
        new(ScriptCodes.OutsideEffect, Files, "Directory", [], Outside),
        new(ScriptCodes.OutsideEffect, Files, "FileInfo", [], Outside) { Harmless = ["Name", "DirectoryName"] },
        new(ScriptCodes.OutsideEffect, Files, "DirectoryInfo", [], Outside) { Harmless = ["Name", "Parent", "Root"] },
        new(ScriptCodes.OutsideEffect, Files, "FileSystemInfo", [], Outside) { Harmless = ["FullName", "Name", "Extension", "ToString"] },
        new(ScriptCodes.OutsideEffect, Files, "Path", ["GetTempFileName", "GetRandomFileName", "Exists"], Outside),
        new(ScriptCodes.OutsideEffect, Files, "FileStream", ["_"], Outside) { Makes = Makes.Always },
        new(ScriptCodes.OutsideEffect, Files, "StreamReader", ["_"], Outside) { Makes = Makes.WithPath },
        new(ScriptCodes.OutsideEffect, Files, "StreamWriter", ["_"], Outside) { Makes = Makes.WithPath },
        new(ScriptCodes.OutsideEffect, "System.Net.Http", "HttpClient", [], Outside) { Harmless = HttpSettings },
        new(ScriptCodes.OutsideEffect, "System.Net.Http", "HttpMessageInvoker", [], Outside) { Harmless = HttpSettings },
        new(ScriptCodes.OutsideEffect, "System.Net.Http.Json", "HttpClientJsonExtensions", [], Outside),
        new(ScriptCodes.OutsideEffect, "System.Net", "WebClient", ["_"], Outside) { Makes = Makes.Always },
        new(ScriptCodes.OutsideEffect, "System.Net", "WebRequest", [], Outside),
        new(ScriptCodes.OutsideEffect, "System.Net", "Dns", [], Outside),
        new(ScriptCodes.OutsideEffect, "System.Net.Sockets", "TcpClient", [], Outside) { Makes = Makes.WithSomething },
        new(ScriptCodes.OutsideEffect, "System.Net.Sockets", "UdpClient", [], Outside) { Makes = Makes.Always },
        new(ScriptCodes.OutsideEffect, "System.Net.Sockets", "Socket", [], Outside) { Makes = Makes.Always },
        new(ScriptCodes.OutsideEffect, "System.Net.Mail", "SmtpClient", ["Send", "SendAsync", "SendMailAsync"], Outside),
        new(ScriptCodes.OutsideEffect, "System.Net.NetworkInformation", "Ping", ["Send", "SendAsync", "SendPingAsync"], Outside),
        new(ScriptCodes.OutsideEffect, "System.Diagnostics", "Process", [], Outside) { Makes = Makes.Always },
        new(ScriptCodes.OutsideEffect, "System", "Environment", ["GetEnvironmentVariable", "GetEnvironmentVariables", "ExpandEnvironmentVariables", "MachineName", "ProcessId"], Outside),

        new(ScriptCodes.BlocksThread, Tasks, "Task", ["Result", "Wait", "WaitAll", "WaitAny"], Blocks),
        new(ScriptCodes.BlocksThread, Tasks, "ValueTask", ["Result"], Blocks),
        new(ScriptCodes.BlocksThread, "System.Runtime.CompilerServices", "TaskAwaiter", ["GetResult"], Blocks),
        new(ScriptCodes.BlocksThread, "System.Runtime.CompilerServices", "ValueTaskAwaiter", ["GetResult"], Blocks),
        new(ScriptCodes.BlocksThread, "System.Runtime.CompilerServices", "ConfiguredTaskAwaiter", ["GetResult"], Blocks),
        new(ScriptCodes.BlocksThread, "System.Runtime.CompilerServices", "ConfiguredValueTaskAwaiter", ["GetResult"], Blocks),
        new(ScriptCodes.SleepsOnThread, Threading, "Thread", ["Sleep"], Sleeps),
    ];

    private static readonly FrozenDictionary<string, Ban[]> ByType = All.GroupBy(ban => ban.Type, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    // By reflection, so that only uses of their members' names have to be looked at, and only where the type is mentioned.
    private static readonly FrozenDictionary<string, string[]> WholeTypes = new[]
        {
            typeof(File), typeof(Directory), typeof(FileInfo), typeof(DirectoryInfo), typeof(System.Net.Http.HttpClient), typeof(System.Net.Http.HttpMessageInvoker),
            typeof(System.Net.Http.Json.HttpClientJsonExtensions), typeof(System.Net.WebRequest), typeof(System.Net.Dns), typeof(System.Net.Sockets.TcpClient),
            typeof(System.Net.Sockets.UdpClient), typeof(System.Net.Sockets.Socket), typeof(System.Diagnostics.Process),
        }.ToFrozenDictionary(type => type.Name, type => type.GetMembers().Select(member => member.Name).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Single = All.SelectMany(ban => ban.Members).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The members' names that have to be looked at where these names are mentioned.</summary>
    public static IReadOnlySet<string> NamesFor(IEnumerable<string> mentions)
    {
        var names = Single.ToHashSet(StringComparer.Ordinal);
        foreach (var type in mentions.Where(WholeTypes.ContainsKey))
        {
            names.UnionWith(WholeTypes[type]);
            if (type == nameof(System.Net.Http.HttpClient)) names.UnionWith(WholeTypes[nameof(System.Net.Http.Json.HttpClientJsonExtensions)]);
        }

        return names;
    }

    /// <summary>The types that count when they are made.</summary>
    public static FrozenSet<string> MadeTypes { get; } = All.Where(ban => ban.Makes != Makes.Never).Select(ban => ban.Type).ToFrozenSet(StringComparer.Ordinal);

    private static string[] HttpSettings => ["BaseAddress", "DefaultRequestHeaders", "DefaultRequestVersion", "DefaultVersionPolicy", "DefaultProxy", "MaxResponseContentBufferSize", "Timeout", "Dispose", "CancelPendingRequests"];

    /// <summary>What is said of a member; null for nothing.</summary>
    public static Ban? Find(ISymbol symbol)
    {
        if (symbol is not (IMethodSymbol or IPropertySymbol) || symbol.ContainingType is not { } type) return null;
        if (!ByType.TryGetValue(type.Name, out var bans)) return null;
        return Array.Find(bans, ban => Covers(ban, symbol) && type.ContainingNamespace.ToDisplayString() == ban.Space);
    }

    private static bool Covers(Ban ban, ISymbol symbol)
    {
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } made) return MakesCount(ban.Makes, made);
        if (ban.Taking is { } taking && symbol is IMethodSymbol method && !method.Parameters.Any(parameter => parameter.Type.Name == taking)) return false;
        return ban.Members.Length == 0 ? !ban.Harmless.Contains(symbol.Name) : ban.Members.Contains(symbol.Name);
    }

    private static bool MakesCount(Makes makes, IMethodSymbol constructor) => makes switch
    {
        Makes.Always => true,
        Makes.WithNothing => constructor.Parameters.IsEmpty,
        Makes.WithSomething => !constructor.Parameters.IsEmpty,
        Makes.WithPath => constructor.Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..],
        _ => false,
    };
}
