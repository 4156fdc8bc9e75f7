using System.Runtime.CompilerServices;
using ScriptChat.Tasks;
using ScriptChat.Worlds;

namespace ScriptChat.Engine.Conversations;

/// <summary>What all conversations of a version share, made once.</summary>
internal sealed class ModuleView(WorldModule module)
{
    private static readonly ConditionalWeakTable<WorldModule, ModuleView> Views = [];

    public ReadOnlyData Opt { get; } = new(module.Config.Opt, module.Json);

    public static ModuleView Of(WorldModule module) => Views.GetValue(module, one => new ModuleView(one));
}
