using ScriptChat.Scripting.Binding;

namespace ScriptChat.Scripting.Leaving;

/// <summary>The serializer keeps how it reads and writes a type for the whole process, and lets go of what was not used for a
/// second when it is asked for another type. An idle service asks for none, and would hold the last version's types.</summary>
internal static class SerializerCache
{
    /// <summary>Asks for a type, so that it forgets others.</summary>
    public static void ForgetOthers() => JsonValues.NewOptions().GetTypeInfo(typeof(Asked));

    private sealed record Asked(int Number);
}
