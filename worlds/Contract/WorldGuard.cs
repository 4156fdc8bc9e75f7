using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ScriptChat.Worlds;

/// <summary>The checks that the compiler of scripts puts at loop edges and function entries, so that a runaway world can be
/// stopped. Not for scripts to call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WorldGuard
{
    private const int ChecksPerLook = 2000;

    [ThreadStatic] private static int countdown;
    [ThreadStatic] private static long deadline;

    /// <summary>Starts guarding this thread.</summary>
    /// <param name="time">How long a script may run without giving control back.</param>
    /// <returns>What to hand to <see cref="Leave"/>.</returns>
    public static long Arm(TimeSpan time)
    {
        var before = deadline;
        deadline = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        countdown = ChecksPerLook;
        return before;
    }

    /// <summary>Ends guarding this thread.</summary>
    /// <param name="before">What <see cref="Arm"/> gave.</param>
    public static void Leave(long before) => deadline = before;

    /// <summary>At a loop's back edge.</summary>
    /// <returns>True, so that it can stand in a condition.</returns>
    /// <exception cref="WorldRunawayException">The script has run too long.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Check()
    {
        if (--countdown <= 0) Look();
        return true;
    }

    /// <summary>At a function's entry.</summary>
    /// <returns>True, so that it can stand in a condition.</returns>
    /// <exception cref="WorldRunawayException">The script has run too long.</exception>
    /// <exception cref="InsufficientExecutionStackException">The script recurses without end.</exception>
    public static bool Enter()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Check();
    }

    /// <summary>Whether a script's catch clause may have this exception; what stops a runaway world passes by.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool MayCatch(Exception exception) => exception is not WorldRunawayException;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Look()
    {
        // Who steps through a world with a debugger takes longer than any world may.
        if (deadline == 0 || Debugger.IsAttached)
        {
            countdown = ChecksPerLook;
            return;
        }

        // Once over, every further check throws: a finally block or a handler must not run on for ever either.
        if (Stopwatch.GetTimestamp() > deadline) throw new WorldRunawayException();
        countdown = ChecksPerLook;
    }
}
