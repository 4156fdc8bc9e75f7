using System.Reflection;
using ScriptChat.Diagnostics;
using ScriptChat.Worlds;

namespace ScriptChat.Scripting.Binding;

/// <summary>Finds how a conversation's instance of a world is made.</summary>
internal static class WorldMaker
{
    private static readonly Type[] Offered =
    [
        typeof(WorldContext), typeof(ReadOnlyData), typeof(IReadOnlyList<ChatAgent>), typeof(ChatAgent), typeof(ConversationContext),
        typeof(ModelCatalog), typeof(IWorldLog),
    ];

    /// <summary>Makes a world that is a file: a new instance of the script, and of what it builds on.</summary>
    public static Func<WorldContext, ValueTask<object>> OfFile(Type top, int slot, Type? library)
    {
        var first = library is null ? null : ScriptFactory.Of(library);
        var own = ScriptFactory.Of(top);
        return async context =>
        {
            var instances = new object?[slot + 1];
            instances[0] = context;
            if (first is not null) await first(instances!);
            await own(instances!);
            return instances[slot]!;
        };
    }

    /// <summary>Makes a world that is a class, by its generate_world or its constructor; null after saying what is wrong.</summary>
    public static Func<WorldContext, ValueTask<object>>? OfClass(Type type, string name, ScriptPlaces places)
    {
        if (Functions.Find(type, places, "generateworld") is { } method)
        {
            if (method.IsStatic && Hook.Make(method, Offered) is { Value: { IsValueType: false } } hook)
            {
                return async context => await hook.CallAsync(null, Things(context)) ?? throw new InvalidOperationException($"{method.Name} of the world '{name}' gave null.");
            }

            places.Say(ScriptCodes.WrongSignature, $"'{method.Name}' has the wrong signature; generate_world is static, takes a WorldContext (or options, agents) and gives the world", type, method);
            return null;
        }

        var constructors = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length);
        var (constructor, arguments) = constructors.Select(one => (one, Arguments.For(one, Offered))).FirstOrDefault(pair => pair.Item2 is not null);
        if (constructor is null)
        {
            places.Say(ScriptCodes.NoConstructor, $"the world '{name}' has no constructor that can be called; take a WorldContext, or nothing, or write a static generate_world", type);
            return null;
        }

        var invoker = ConstructorInvoker.Create(constructor);
        return context => new ValueTask<object>(invoker.Invoke(arguments!.From(Things(context)).AsSpan()));
    }

    private static object?[] Things(WorldContext context) =>
        [context, context.Opt, context.Agents, context.Agent, context.Context, context.Models, context.Log];
}
