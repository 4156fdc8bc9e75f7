using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Models;

/// <summary>The kind <c>script</c>: a script of the task whose function <c>respond</c> answers.</summary>
internal sealed class ScriptModel : IModelKind
{
    private const string Key = "model_file";

    public string Name => "script";

    public void Check(ModelSource source)
    {
        if (FileOf(source) is not null) source.IsThere(Key);
    }

    public IResponder? Load(ModelSource source)
    {
        if (FileOf(source) is not { } file) return null;

        // That comes first: the script of a version that is kept may have gone from the folder.
        if (source.Scripts(file) is { } responder) return responder;
        if (!source.IsThere(Key)) return null;
        source.Say(ModelCodes.NoRespond, $"{file}, the script of the model '{source.Name}', has no function 'respond'; write 'string respond(ModelRequest request)' in it");
        return null;
    }

    private static string? FileOf(ModelSource source) => source.File(Key, $"{source.Name}.csx");
}
