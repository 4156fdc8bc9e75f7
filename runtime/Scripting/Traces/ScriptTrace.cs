using System.Diagnostics;
using System.Reflection;
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
