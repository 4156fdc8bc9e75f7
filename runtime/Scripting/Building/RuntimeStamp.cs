using ScriptChat.Compiler.Shared;

namespace ScriptChat.Scripting.Building;

/// <summary>What compiled output depends on besides the task: this runtime and the framework, and for whom it was made.</summary>
internal static class RuntimeStamp
{
    /// <summary>The stamp of what is made for authors.</summary>
    public static string Text { get; } = string.Join(
        ' ',
        Environment.Version,
        typeof(RuntimeStamp).Module.ModuleVersionId,
        typeof(SharedAssemblies).Module.ModuleVersionId,
        SharedAssemblies.Contract.ManifestModule.ModuleVersionId,
        SharedAssemblies.Library?.ManifestModule.ModuleVersionId);

    /// <summary>The stamp.</summary>
    /// <param name="optimize">Whether it is made with <c>CatalogOptions.Optimize</c>.</param>
    public static string Of(bool optimize) => optimize ? $"{Text} optimized" : Text;
}
