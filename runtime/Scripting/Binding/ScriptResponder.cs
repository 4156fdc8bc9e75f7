using ScriptChat.Compiler.Compiled;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Binding;

/// <summary>A model that is a script.</summary>
internal sealed class ScriptResponder : IResponder
{
    private readonly Hook respond;
    private readonly object instance;

    private ScriptResponder(Hook respond, object instance)
    {
        this.respond = respond;
        this.instance = instance;
    }

    /// <summary>Finds how a script answers; null after saying that it does not.</summary>
    /// <returns>Makes the responder; this runs the script's code.</returns>
    public static Func<Task<IResponder>>? Find(Type top, CompiledUnit unit, ScriptPlaces places, DiagnosticBag bag)
    {
        var before = bag.Count;
        if (Functions.Find(top, places, "respond") is { } method)
        {
            if (Hook.Make(method, typeof(ModelRequest), typeof(CancellationToken)) is not { } hook || (hook.Value != typeof(string) && hook.Value != typeof(Message)))
            {
                places.Say(ScriptCodes.WrongSignature, $"'{method.Name}' has the wrong signature; respond takes a ModelRequest and gives a Message or a string, or a task of one", top, method);
                return null;
            }

            return async () => new ScriptResponder(hook, await Instance(top, unit.Slot));
        }

        if (bag.Count > before) return null;
        var responder = Array.Find(
            top.GetNestedTypes(Functions.Declared), type => type is { IsClass: true, IsAbstract: false } && typeof(IResponder).IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null);
        if (responder is not null) return () => Task.FromResult((IResponder)Activator.CreateInstance(responder, System.Reflection.BindingFlags.DoNotWrapExceptions | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance, null, null, null)!);
        bag.Add(ScriptCodes.NoRespond, "the model's script has no respond function; write: Message respond(ModelRequest request)", unit.Path, 1, 1);
        return null;
    }

    /// <inheritdoc />
    public async Task<Message> RespondAsync(ModelRequest request, CancellationToken cancellationToken) =>
        await respond.CallAsync(instance, request, cancellationToken) switch
        {
            Message message => message,
            string text => new Message { Text = text },
            _ => throw new InvalidOperationException("respond gave null; give a Message or a string."),
        };

    private static async Task<object> Instance(Type top, int slot)
    {
        var instances = new object?[slot + 1];
        await ScriptFactory.Of(top)(instances!);
        return instances[slot]!;
    }
}
