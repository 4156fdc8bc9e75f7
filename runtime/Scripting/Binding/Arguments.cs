using System.Reflection;

namespace ScriptChat.Scripting.Binding;

/// <summary>Hands a function those of the things on offer that its parameters ask for, by type.</summary>
internal sealed class Arguments
{
    private readonly int[] taken;

    private Arguments(int[] taken) => this.taken = taken;

    /// <summary>How to fill the parameters of <paramref name="method"/>; null when one of them is not on offer.</summary>
    public static Arguments? For(MethodBase method, params Type[] offered)
    {
        var parameters = method.GetParameters();
        var places = new int[parameters.Length];
        var free = Enumerable.Range(0, offered.Length).ToList();
        for (var i = 0; i < places.Length; i++)
        {
            var type = parameters[i].ParameterType;
            var at = free.FindIndex(index => type != typeof(object) && type.IsAssignableFrom(offered[index]));
            if (at < 0) return null;
            places[i] = free[at];
            free.RemoveAt(at);
        }

        return new Arguments(places);
    }

    /// <summary>The arguments in the order of the parameters.</summary>
    public object?[] From(params object?[] offered) => Array.ConvertAll(taken, index => offered[index]);
}
