namespace ScriptChat.Scripting.Binding;

/// <summary>Reads what a function gives, whether at once or by a task.</summary>
internal abstract class ResultReader(Type? value)
{
    /// <summary>The type of the value; null for none.</summary>
    public Type? Value { get; } = value;

    /// <summary>The reader for a function's declared result.</summary>
    public static ResultReader For(Type type)
    {
        if (type == typeof(void)) return new Nothing();
        if (type == typeof(Task)) return new OfTask();
        if (type == typeof(ValueTask)) return new OfValueTask();
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (generic == typeof(Task<>)) return Make(typeof(OfTask<>), type);
        return generic == typeof(ValueTask<>) ? Make(typeof(OfValueTask<>), type) : new Plain(type);
    }

    /// <summary>Waits for the value.</summary>
    public abstract ValueTask<object?> ReadAsync(object? returned);

    private static ResultReader Make(Type reader, Type type) =>
        (ResultReader)Activator.CreateInstance(reader.MakeGenericType(type.GetGenericArguments()))!;

    private sealed class Nothing() : ResultReader(null)
    {
        public override ValueTask<object?> ReadAsync(object? returned) => default;
    }

    private sealed class Plain(Type type) : ResultReader(type)
    {
        public override ValueTask<object?> ReadAsync(object? returned) => new(returned);
    }

    private sealed class OfTask() : ResultReader(null)
    {
        public override async ValueTask<object?> ReadAsync(object? returned)
        {
            if (returned is Task task) await task;
            return null;
        }
    }

    private sealed class OfValueTask() : ResultReader(null)
    {
        public override async ValueTask<object?> ReadAsync(object? returned)
        {
            await (ValueTask)returned!;
            return null;
        }
    }

    private sealed class OfTask<T>() : ResultReader(typeof(T))
    {
        public override async ValueTask<object?> ReadAsync(object? returned) => returned is Task<T> task ? await task : null;
    }

    private sealed class OfValueTask<T>() : ResultReader(typeof(T))
    {
        public override async ValueTask<object?> ReadAsync(object? returned) => await (ValueTask<T>)returned!;
    }
}
