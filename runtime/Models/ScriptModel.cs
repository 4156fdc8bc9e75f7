using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Models;

/// <summary>The kind <c>script</c>: a script of the task whose function <c>respond</c> answers.</summary>
internal sealed class ScriptModel : IModelKind
{
    public string Name => "script";

    public IResponder? Load(ModelSource source)
    {
        if (source.File("model_file", $"{source.Name}.csx") is not { } file) return null;
        if (source.Scripts(file) is { } responder) return responder;
        source.Say(ModelCodes.NoRespond, $"{file}, the script of the model '{source.Name}', has no function 'respond'; write 'string respond(ModelRequest request)' in it");
        return null;
    }
}
