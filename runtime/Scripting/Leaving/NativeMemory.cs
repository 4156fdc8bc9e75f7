using System.Runtime.InteropServices;

namespace ScriptChat.Scripting.Leaving;

/// <summary>Memory outside the collected heap. Where glibc is the allocator, what compiling frees stays with the process in the
/// arenas of many threads, hundreds of megabytes of it, until they are trimmed.</summary>
internal static class NativeMemory
{
    private static readonly Trim? Trimming = Find();

    private delegate int Trim(nuint keep);

    /// <summary>Gives what is free back to the system, where the allocator does not do so itself. Takes milliseconds.</summary>
    public static void GiveBack() => Trimming?.Invoke(0);

    // Other allocators (musl, macOS, Windows) have no such function and no such arenas.
    private static Trim? Find() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var trim)
            ? Marshal.GetDelegateForFunctionPointer<Trim>(trim)
            : null;
}
