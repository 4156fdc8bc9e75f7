using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ScriptChat.Compiler.Shared;
using ScriptChat.Scripting.Loading;

namespace ScriptChat.Scripting.Traces;

/// <summary>Says which line of a script is running: for tools that ask who says what. Each line is looked up in the debug information
/// once and remembered, so keep one of these no longer than the scripts that it is asked about.</summary>
public sealed class ScriptSpeakers
{
    private readonly ConcurrentDictionary<(MethodBase Method, int Offset), string?> known = new();

    /// <summary>The innermost line of a script on this thread's stack, as <c>worlds.csx:line 12 in parley</c>; without one, the function
    /// of a ready-made world, as <c>MenuOverworld.Parley of the library</c>; null where neither runs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public string? Find()
    {
        string? readyMade = null;
        var frames = new StackTrace(skipFrames: 1, fNeedFileInfo: false).GetFrames();
        for (var index = 0; index < frames.Length; index++)
        {
            if (frames[index].GetMethod() is not { DeclaringType: { } type } method) continue;
            if (AssemblyLoadContext.GetLoadContext(type.Assembly) is TaskLoadContext)
            {
                var key = (method, frames[index].GetILOffset());
                if (!known.TryGetValue(key, out var place)) known[key] = place = LookUp(index + 1);
                if (place is not null) return place;
            }
            else if (readyMade is null && type.Assembly == SharedAssemblies.Library)
            {
                readyMade = $"{OuterOf(type).Name}.{ScriptTrace.NameOf(method, type)} of the library";
            }
        }

        return readyMade;
    }

    // The same stack with its lines, which cost a hundred times as much.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? LookUp(int frame) => ScriptTrace.Read(new StackTrace(skipFrames: 1, fNeedFileInfo: true).GetFrames()[frame])?.ToString();

    private static Type OuterOf(Type type) => type.DeclaringType is { } outer ? OuterOf(outer) : type;
}
