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

    // An exception's way up is slow, and an async function throws it anew at each level with a longer trace: from the end of a stack of
    // 8 MB that takes a minute and more. From here it takes a moment, and thousands of levels still fit.
    private const int StackForScripts = 768 * 1024;

    [ThreadStatic] private static int countdown;
    [ThreadStatic] private static long deadline;
    [ThreadStatic] private static nint lowest;

    /// <summary>Starts guarding this thread.</summary>
    /// <param name="time">How long a script may run without giving control back.</param>
    /// <returns>What to hand to <see cref="Leave"/>.</returns>
    public static long Arm(TimeSpan time)
    {
        var before = deadline;
        deadline = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        countdown = ChecksPerLook;
        byte here = 0;
        // Within an event it only starts the time anew: the stack below is what it was.
        if (before == 0) lowest = AddressOf(ref here) - StackForScripts;
        return before;
    }

    /// <summary>Ends guarding this thread.</summary>
    /// <param name="before">What <see cref="Arm"/> gave.</param>
    public static void Leave(long before)
    {
        deadline = before;
        if (before == 0) lowest = 0;
    }

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
        byte here = 0;
        if (AddressOf(ref here) < lowest) TooDeep();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Check();
    }

    /// <summary>Whether a script's catch clause may have this exception; what stops a runaway world passes by.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool MayCatch(Exception exception) => exception is not WorldRunawayException;

    // How far it is from nowhere: without unsafe code, and no more than one instruction. Stacks grow downwards wherever .NET runs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint AddressOf(ref byte local) => Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref local);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TooDeep() =>
        throw new InsufficientExecutionStackException("The script's functions call each other too deep; see where the calls should end, or use a loop.");

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
