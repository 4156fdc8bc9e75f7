namespace ScriptChat.Compiler.Compiled;

/// <summary>How functions' names are compared.</summary>
public static class FunctionNames
{
    /// <summary>The form in which they are: case and underscores do not count, nor does <c>Async</c> at the end.</summary>
    public static string Canonical(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        return plain.EndsWith("async", StringComparison.Ordinal) && plain.Length > 5 ? plain[..^5] : plain;
    }
}
