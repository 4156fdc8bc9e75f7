using ScriptChat.Scripting.Loading;

namespace ScriptChat.Scripting.Building;

/// <summary>What compiled output depends on besides the task: this runtime and the framework.</summary>
internal static class RuntimeStamp
{
    /// <summary>It, in words.</summary>
    public static string Text { get; } = string.Join(
        ' ',
        Environment.Version,
        typeof(RuntimeStamp).Module.ModuleVersionId,
        SharedAssemblies.Contract.ManifestModule.ModuleVersionId,
        SharedAssemblies.Library?.ManifestModule.ModuleVersionId);
}
