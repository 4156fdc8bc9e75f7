using System.Reflection;

namespace ScriptChat.Scripting.Binding;

/// <summary>Hands a function those of the things on offer that its parameters ask for, by type; one that is optional and not on
/// offer has its default.</summary>
internal sealed class Arguments
{
    private readonly int[] taken;
    private readonly object?[] defaults;

    private Arguments(int[] taken, object?[] defaults)
    {
        this.taken = taken;
        this.defaults = defaults;
    }

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
            if (at < 0 && !parameters[i].HasDefaultValue) return null;
            places[i] = at < 0 ? -1 : free[at];
            if (at >= 0) free.RemoveAt(at);
        }

        return new Arguments(places, Array.ConvertAll(parameters, parameter => parameter.HasDefaultValue ? parameter.DefaultValue : null));
    }

    /// <summary>The arguments in the order of the parameters.</summary>
    public object?[] From(params object?[] offered)
    {
        var values = (object?[])defaults.Clone();
        for (var i = 0; i < taken.Length; i++)
        {
            if (taken[i] >= 0) values[i] = offered[taken[i]];
        }

        return values;
    }
}
