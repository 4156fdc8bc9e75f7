using ScriptChat.Worlds;

namespace ScriptChat.Models;

/// <summary>One kind of model: settings to a responder.</summary>
internal interface IModelKind
{
    /// <summary>What stands as <c>model</c> in the configuration.</summary>
    string Name { get; }

    /// <returns>The responder, or null after saying why not.</returns>
    IResponder? Load(ModelSource source);
}
