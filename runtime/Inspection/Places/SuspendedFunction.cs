using System.Reflection;

namespace ScriptChat.Inspection.Places;

/// <summary>An async function that waits: what the compiler made of it, and where in it it stands.</summary>
/// <param name="Machine">A copy of its state machine, whose fields are its variables.</param>
/// <param name="State">The number of the await that it waits at, counted from 0.</param>
internal sealed record SuspendedFunction(object Machine, int State)
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The functions that wait for each other behind a task, the innermost last. Where one waits for something that is
    /// no function, such as the first of several, the row ends there.</summary>
    /// <remarks>The fields are those that debuggers read to show tasks. Where a runtime has others the row is empty, and nothing else breaks.</remarks>
    public static IReadOnlyList<SuspendedFunction> Behind(Task? task)
    {
        var row = new List<SuspendedFunction>();
        while (task is { IsCompleted: false } && MachineOf(task) is { } machine && StateOf(machine) is >= 0 and var state)
        {
            row.Add(new SuspendedFunction(machine, state));
            task = AwaitedBy(machine);
        }

        return row;
    }

    private static object? MachineOf(Task task)
    {
        for (var type = task.GetType(); type is not null && type != typeof(Task); type = type.BaseType)
        {
            if (type.GetField("StateMachine", Fields | BindingFlags.DeclaredOnly) is { } field) return field.GetValue(task);
        }

        return null;
    }

    private static int StateOf(object machine) => machine.GetType().GetField("<>1__state", Fields)?.GetValue(machine) is int state ? state : -1;

    // Of the awaiters only the one that is waited for is set.
    private static Task? AwaitedBy(object machine) => (Task?)machine.GetType().GetFields(Fields)
        .Where(field => field.Name.StartsWith("<>u__", StringComparison.Ordinal))
        .Select(field => TaskIn(field.GetValue(machine), depth: 3))
        .FirstOrDefault(found => found is not null);

    // A task's awaiter holds it, a value task's within its value.
    private static object? TaskIn(object? value, int depth)
    {
        if (value is Task) return value;
        if (value is null || depth == 0 || !value.GetType().IsValueType || value.GetType().IsPrimitive) return null;
        return value.GetType().GetFields(Fields).Select(field => TaskIn(field.GetValue(value), depth - 1)).FirstOrDefault(found => found is not null);
    }
}
