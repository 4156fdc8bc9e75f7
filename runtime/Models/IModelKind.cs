using ScriptChat.Worlds;

namespace ScriptChat.Models;

/// <summary>One kind of model: settings to a responder.</summary>
internal interface IModelKind
{
    /// <summary>What stands as <c>model</c> in the configuration.</summary>
    string Name { get; }

    /// <summary>Says what is wrong with the settings, without loading anything.</summary>
    void Check(ModelSource source);

    /// <returns>The responder, or null after saying why not.</returns>
    IResponder? Load(ModelSource source);
}
