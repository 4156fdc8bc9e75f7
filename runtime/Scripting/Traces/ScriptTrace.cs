using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ScriptChat.Scripting.Loading;

namespace ScriptChat.Scripting.Traces;

/// <summary>An exception's stack in the terms of a script's author: the script's own lines, the runtime's frames dropped.</summary>
public static class ScriptTrace
{
    /// <summary>The lines of scripts in the stack of an exception and of those that it came from, innermost first. Where none has a line, the
    /// functions of scripts alone.</summary>
    /// <param name="exception">What was thrown.</param>
    public static IReadOnlyList<ScriptFrame> Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        // Of a recursion, each place once.
        List<StackFrame> stack =
        [
            .. Chain(exception)
                .SelectMany(error => new StackTrace(error, fNeedFileInfo: true).GetFrames())
                .DistinctBy(frame => (frame.GetMethod(), frame.GetNativeOffset())),
        ];
        List<ScriptFrame> lines = [.. stack.Select(Read).OfType<ScriptFrame>().Distinct()];
        return lines.Count > 0 ? lines : [.. stack.Select(ReadName).OfType<ScriptFrame>().Distinct()];
    }

    /// <summary>The exception as its author should see it: what was thrown, then <c>at worlds.csx:line 12 in parley</c>, a line each.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="withMessage">Whether to give its message, which may quote what a person wrote. Default: yes.</param>
    public static string Describe(Exception exception, bool withMessage = true)
    {
        var frames = Of(exception);
        var what = withMessage ? $"{exception.GetType().Name}: {exception.Message}" : Types(exception);
        return string.Join('\n', frames.Select(frame => $"  at {frame}").Prepend(what));
    }

    /// <summary>The innermost line of a script; null when there is none.</summary>
    /// <param name="exception">What was thrown.</param>
    public static ScriptFrame? PlaceOf(Exception exception) => Of(exception) is [{ Line: > 0 } first, ..] ? first : null;

    /// <summary>An exception and all that it came from.</summary>
    /// <param name="exception">What was thrown.</param>
    public static IEnumerable<Exception> Chain(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var causes = exception is AggregateException many ? many.InnerExceptions.AsEnumerable() : exception.InnerException is { } one ? [one] : [];
        return causes.SelectMany(Chain).Prepend(exception);
    }

    internal static ScriptFrame? Read(StackFrame frame)
    {
        if (frame.GetMethod() is not { DeclaringType: { } type } method) return null;
        if (AssemblyLoadContext.GetLoadContext(type.Assembly) is not TaskLoadContext context) return null;
        if (FunctionLines.IsVague(frame, type.Assembly) && FunctionLines.Find(method, type.Assembly, context) is { } lines)
            return new ScriptFrame(lines.Path, lines.First, NameOf(method, type)) { LastLine = lines.Last };
        return frame.GetFileName() is { } path && frame.GetFileLineNumber() is > 0 and var line ? new ScriptFrame(path, line, NameOf(method, type)) : null;
    }

    // Not of packages, which the same context loads.
    private static ScriptFrame? ReadName(StackFrame frame) =>
        frame.GetMethod() is { DeclaringType: { } type } method
        && AssemblyLoadContext.GetLoadContext(type.Assembly) is TaskLoadContext context && context.ImageOf(type.Assembly.GetName().Name!) is not null
            ? new ScriptFrame("", 0, NameOf(method, type))
            : null;

    // What it came from often says more: that a type's initializer failed is nothing without why.
    private static string Types(Exception exception)
    {
        List<string> types = [.. Chain(exception).Select(error => error.GetType().Name).Distinct()];
        return types.Count == 1 ? types[0] : $"{types[0]}, caused by {string.Join(", ", types.Skip(1))}";
    }

    // An async function is the type <parley>d__3, a lambda the method <parley>b__0, a local function <parley>g__Inner|0.
    internal static string NameOf(MethodBase method, Type type)
    {
        var name = method.Name == "MoveNext" && type.Name.StartsWith('<') ? type.Name : method.Name;
        if (name is ".ctor" or ".cctor") return type.Name;
        var local = name.IndexOf("g__", StringComparison.Ordinal);
        if (name.StartsWith('<') && local > 0) return name[(local + 3)..].Split('|')[0];
        if (name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end) name = name[1..end].TrimStart('<');
        return name is "Initialize" or "Factory" ? "the top of the script" : name;
    }
}

/// <summary>A line of a script in a stack.</summary>
/// <param name="Path">The script's full path; empty when it is not known.</param>
/// <param name="Line">The line, counted from 1; 0 when it is not known.</param>
/// <param name="Function">The function that it is in.</param>
public sealed record ScriptFrame(string Path, int Line, string Function)
{
    /// <summary>The function's last line, where no more is known than that it is one from <see cref="Line"/> to this one; else 0.</summary>
    public int LastLine { get; init; }

    /// <summary><c>worlds.csx:line 12 in parley</c>; <c>worlds.csx:line 10 to 14 in parley</c>; without a line <c>parley</c>.</summary>
    public override string ToString() =>
        Line == 0 ? Function : $"{System.IO.Path.GetFileName(Path)}:line {Line}{(LastLine > Line ? $" to {LastLine}" : "")} in {Function}";
}

/// <summary>The lines of a script's function, from the debug information within its assembly: for frames that do not know their own line.</summary>
internal static class FunctionLines
{
    /// <summary>Whether a frame's line may be wrong or missing. In optimized code a call that was put in line (<c>int.Parse</c>, a dictionary's
    /// indexer) stands at no place of its own: its frame says that it is at the function's beginning, which in an async function has no line.</summary>
    /// <param name="frame">A frame of a script.</param>
    /// <param name="script">The script's assembly.</param>
    public static bool IsVague(StackFrame frame, Assembly script) =>
        frame.GetILOffset() <= 0 && script.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    /// <summary>The file of a function, its first and its last line; null where no line is known, as of what the compiler made by itself.</summary>
    /// <param name="method">The function.</param>
    /// <param name="script">Its assembly.</param>
    /// <param name="context">What loaded it.</param>
    public static (string Path, int First, int Last)? Find(MethodBase method, Assembly script, TaskLoadContext context)
    {
        if (context.ImageOf(script.GetName().Name!) is not { } image) return null;
        using var file = new PEReader(ImmutableArray.Create(image));
        var entry = file.ReadDebugDirectory().FirstOrDefault(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        if (entry.Type != DebugDirectoryEntryType.EmbeddedPortablePdb) return null;
        using var provider = file.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        var reader = provider.GetMetadataReader();
        var handle = ((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken)).ToDebugInformationHandle();
        List<SequencePoint> points = [.. reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(point => !point.IsHidden)];
        if (points.Count == 0) return null;
        var inFile = points.Where(point => point.Document == points[0].Document).ToList();
        return (reader.GetString(reader.GetDocument(points[0].Document).Name), inFile.Min(point => point.StartLine), inFile.Max(point => point.StartLine));
    }
}

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
