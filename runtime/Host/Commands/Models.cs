using ScriptChat.Models;
using ScriptChat.Tasks;

namespace ScriptChat.Host.Commands;

/// <summary>Brings configuration and models together, which know nothing of each other.</summary>
internal static class Models
{
    public static ModelLoader Loader { get; } = (model, folder, scripts, diagnostics) => ModelKinds.Load(
        model.Name, model.Kind, model.Settings, new ModelPlace(model.Path, model.Line, model.Column), folder, scripts, diagnostics);

    public static ModelCheck Check { get; } = (model, folder, diagnostics) => ModelKinds.Check(
        model.Name, model.Kind, model.Settings, new ModelPlace(model.Path, model.Line, model.Column), folder, diagnostics);
}
