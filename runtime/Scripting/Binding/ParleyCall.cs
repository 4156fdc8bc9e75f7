using System.Reflection;

namespace ScriptChat.Scripting.Binding;

/// <summary>Turns the forms that parley and episode_done may have into the one that the engine calls: by delegates, since this
/// is a conversation's hot path.</summary>
internal static class ParleyCall
{
    /// <summary>Whether a result is one that parley may have.</summary>
    public static bool IsParley(Type result) =>
        result == typeof(void) || result == typeof(string) || result == typeof(ValueTask) || result == typeof(ValueTask<string>)
        || typeof(Task).IsAssignableFrom(result);

    /// <summary>Whether a result is an overworld's choice.</summary>
    public static bool IsChoice(Type result) =>
        result == typeof(string) || result == typeof(ValueTask<string>) || result == typeof(Task<string>);

    /// <summary>Whether a result is one that episode_done may have.</summary>
    public static bool IsDone(Type result) => result == typeof(bool) || result == typeof(Task<bool>) || result == typeof(ValueTask<bool>);

    /// <summary>parley of an instance.</summary>
    public static Func<Task> Parley(MethodInfo method, object target)
    {
        var result = method.ReturnType;
        if (result == typeof(Task<string>))
        {
            var call = Bind<Func<Task<string?>?>>(method, target);
            return () => call() ?? Task.CompletedTask;
        }

        if (result == typeof(ValueTask<string>))
        {
            var call = Bind<Func<ValueTask<string?>>>(method, target);
            return () => call().AsTask();
        }

        if (result == typeof(string))
        {
            var call = Bind<Func<string?>>(method, target);
            return () => Task.FromResult(call());
        }

        if (result == typeof(ValueTask))
        {
            var call = Bind<Func<ValueTask>>(method, target);
            return () => Unchosen(call().AsTask());
        }

        if (result == typeof(void))
        {
            var call = Bind<Action>(method, target);
            return () =>
            {
                call();
                return Task.CompletedTask;
            };
        }

        var plain = Bind<Func<Task?>>(method, target);
        return () => Unchosen(plain());
    }

    /// <summary>episode_done of an instance.</summary>
    public static Func<ValueTask<bool>> Done(MethodInfo method, object target)
    {
        if (method.ReturnType == typeof(ValueTask<bool>)) return Bind<Func<ValueTask<bool>>>(method, target);
        if (method.ReturnType == typeof(bool))
        {
            var call = Bind<Func<bool>>(method, target);
            return () => new ValueTask<bool>(call());
        }

        var later = Bind<Func<Task<bool>>>(method, target);
        return () => new ValueTask<bool>(later());
    }

    private static T Bind<T>(MethodInfo method, object target)
        where T : Delegate => method.IsStatic ? method.CreateDelegate<T>() : method.CreateDelegate<T>(target);

    // One that forgot to give its task has nothing to be waited for; and what a parley that declares no choice happens to end with is none.
    private static Task Unchosen(Task? task) => task switch
    {
        null => Task.CompletedTask,
        Task<string> => Wait(task),
        _ => task,
    };

    private static async Task Wait(Task task) => await task;
}
