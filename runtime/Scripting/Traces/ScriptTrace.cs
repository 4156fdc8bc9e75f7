using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using ScriptChat.Scripting.Loading;

namespace ScriptChat.Scripting.Traces;

/// <summary>An exception's stack in the terms of a script's author: the script's own lines, the runtime's frames dropped.</summary>
public static class ScriptTrace
{
    /// <summary>The lines of scripts in the stack of an exception and of those that it came from, innermost first.</summary>
    /// <param name="exception">What was thrown.</param>
    public static IReadOnlyList<ScriptFrame> Of(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var frames = new List<ScriptFrame>();
        for (var error = exception; error is not null; error = error.InnerException)
        {
            foreach (var frame in new StackTrace(error, fNeedFileInfo: true).GetFrames())
            {
                if (Read(frame) is { } line && !frames.Contains(line)) frames.Add(line);
            }
        }

        return frames;
    }

    /// <summary>The exception as its author should see it: what was thrown, then <c>at worlds.csx:line 12 in parley</c>, a line each.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="withMessage">Whether to give its message, which may quote what a person wrote. Default: yes.</param>
    public static string Describe(Exception exception, bool withMessage = true)
    {
        var frames = Of(exception);
        var what = withMessage ? $"{exception.GetType().Name}: {exception.Message}" : exception.GetType().Name;
        return string.Join('\n', frames.Select(frame => $"  at {frame}").Prepend(what));
    }

    /// <summary>The innermost line of a script; null when there is none.</summary>
    /// <param name="exception">What was thrown.</param>
    public static ScriptFrame? PlaceOf(Exception exception) => Of(exception) is [var first, ..] ? first : null;

    private static ScriptFrame? Read(StackFrame frame)
    {
        if (frame.GetMethod() is not { DeclaringType: { } type } method) return null;
        if (AssemblyLoadContext.GetLoadContext(type.Assembly) is not TaskLoadContext || frame.GetFileName() is not { } path) return null;
        return frame.GetFileLineNumber() is > 0 and var line ? new ScriptFrame(path, line, NameOf(method, type)) : null;
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
/// <param name="Path">The script's full path.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Function">The function that it is in.</param>
public sealed record ScriptFrame(string Path, int Line, string Function)
{
    /// <summary><c>worlds.csx:line 12 in parley</c>.</summary>
    public override string ToString() => $"{System.IO.Path.GetFileName(Path)}:line {Line} in {Function}";
}
