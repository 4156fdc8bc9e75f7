using System.Reflection;

namespace ScriptChat.Scripting.Binding;

/// <summary>A function that is called now and then, with the arguments that it asks for.</summary>
internal sealed class Hook
{
    private readonly MethodInvoker invoker;
    private readonly Arguments arguments;
    private readonly ResultReader reader;

    private Hook(MethodInfo method, Arguments arguments, ResultReader reader)
    {
        // An invoker, unlike MethodInfo.Invoke, lets the script's own exception through.
        invoker = MethodInvoker.Create(method);
        this.arguments = arguments;
        this.reader = reader;
    }

    /// <summary>The type of the value that it gives; null for none.</summary>
    public Type? Value => reader.Value;

    /// <summary>Makes one; null when the parameters do not fit.</summary>
    public static Hook? Make(MethodInfo method, params Type[] offered) =>
        !method.ContainsGenericParameters && Arguments.For(method, offered) is { } arguments
            ? new Hook(method, arguments, ResultReader.For(method.ReturnType))
            : null;

    /// <summary>Calls it.</summary>
    public ValueTask<object?> CallAsync(object? target, params object?[] offered) =>
        reader.ReadAsync(invoker.Invoke(target, arguments.From(offered).AsSpan()));
}
