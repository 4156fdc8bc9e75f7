using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ScriptChat.Worlds;

namespace ScriptChat.Inspection.Variables;

/// <summary>Makes JSON of a script's variables for its author to read. No code of the script is run: neither properties nor
/// <c>ToString</c>, and what would be computed while it is gone through is only named. All of it is bounded.</summary>
internal sealed class VariableReader
{
    private const int Depth = 5;
    private const int Items = 25;
    private const int Letters = 300;
    private const int Values = 600;
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<object> path = new(ReferenceEqualityComparer.Instance);
    private int left = Values;

    /// <summary>The variables of a world: those at the top of its file, or its class's.</summary>
    /// <param name="target">The world's object; null for none.</param>
    public JsonObject OfWorld(object? target)
    {
        var found = new JsonObject();
        for (var type = target?.GetType(); type is not null && type != typeof(object) && type != typeof(World); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Fields)) Add(found, NameOfField(field.Name), field, target!);
        }

        return found;
    }

    /// <summary>The variables of a function that waits.</summary>
    /// <param name="machine">Its state machine.</param>
    public JsonObject OfFunction(object machine)
    {
        var found = new JsonObject();
        foreach (var field in machine.GetType().GetFields(Fields)) Add(found, NameOfLocal(field.Name), field, machine);
        return found;
    }

    private void Add(JsonObject found, string? name, FieldInfo field, object holder)
    {
        if (name is null || found.ContainsKey(name) || found.Count >= Items || IsTheRuntimes(field.FieldType)) return;
        found[name] = Value(field.GetValue(holder), Depth);
    }

    // What every world is given says nothing of this one.
    private static bool IsTheRuntimes(Type type) =>
        type.Name.StartsWith("Submission#", StringComparison.Ordinal) || type == typeof(WorldContext) || type == typeof(ChatAgent) || type == typeof(ConversationContext)
        || type == typeof(ModelCatalog) || type == typeof(IWorldLog) || type == typeof(ReadOnlyData) || type == typeof(IReadOnlyList<ChatAgent>);

    // A property's field is <Name>k__BackingField, a captured parameter's <name>P.
    private static string? NameOfField(string name)
    {
        if (name[0] != '<') return name;
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return end > 1 && name[(end + 1)..] is "k__BackingField" or "P" ? name[1..end] : null;
    }

    // A variable is <name>5__1, a parameter has its own name.
    private static string? NameOfLocal(string name)
    {
        if (name[0] != '<') return name;
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return end > 1 && name.AsSpan(end + 1).StartsWith("5__") ? name[1..end] : null;
    }

    private JsonNode? Value(object? value, int depth)
    {
        if (value is null) return null;
        if (--left < 0) return "…";
        switch (value)
        {
            case bool flag:
                return flag;
            case string text:
                return Cut(text);
            case char letter:
                return letter.ToString();
            case Enum:
                // Its name is looked up, not asked of the script.
                return Enum.GetName(value.GetType(), value) ?? Convert.ToString(Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            case double or float or decimal or nint or nuint or Half:
                return ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) is var number && double.TryParse(number, CultureInfo.InvariantCulture, out var plain) && double.IsFinite(plain) ? plain : number;
            case IConvertible when value.GetType().IsPrimitive:
                return Convert.ToDecimal(value, CultureInfo.InvariantCulture);
            case JsonNode json:
                return json.ToJsonString() is { Length: > Letters * 4 } long_ ? Cut(long_) : json.DeepClone();
            case ChatAgent agent:
                return $"agent {agent.DisplayId ?? agent.Index.ToString(CultureInfo.InvariantCulture)}";
            case ModelAgent model:
                return $"model {model.Id}";
            case ReadOnlyData data:
                return Value(data.ToJson(), depth);
            case Message { Payload: null } message:
                return new JsonObject { ["id"] = Cut(message.Id), ["text"] = Cut(message.Text) };
            case Delegate:
                return "(function)";
            case Task task:
                return task.IsCompleted ? "(task, ended)" : "(task, under way)";
            case Type type:
                return NameOf(type);
            case DateTimeOffset or DateTime or TimeSpan or Guid or DateOnly or TimeOnly or Uri or Version or System.Numerics.BigInteger:
                return Cut(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        if (depth == 0 || !path.Add(value)) return $"{{{NameOf(value.GetType())}}}";
        var read = Composite(value, depth - 1);
        path.Remove(value);
        return read;
    }

    private JsonNode Composite(object value, int depth)
    {
        var type = value.GetType();
        if (type.IsArray || IsFrameworkCollection(type))
        {
            if (value is IDictionary dictionary) return OfDictionary(dictionary, depth);
            var list = new JsonArray();
            foreach (var item in (IEnumerable)value)
            {
                if (list.Count >= Items)
                {
                    list.Add((JsonNode?)"…");
                    break;
                }

                list.Add(Value(item, depth));
            }

            return list;
        }

        // Of what the framework has, the fields say nothing to an author.
        var isTuple = value is ITuple;
        if (!isTuple && type.Namespace is { } space && (space.StartsWith("System", StringComparison.Ordinal) || space.StartsWith("Microsoft", StringComparison.Ordinal))) return $"{{{NameOf(type)}}}";
        var found = new JsonObject();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(Fields)) Add(found, NameOfField(field.Name), field, value, depth);
        }

        return found;
    }

    private void Add(JsonObject found, string? name, FieldInfo field, object holder, int depth)
    {
        if (name is not null && found.Count < Items && !found.ContainsKey(name)) found[name] = Value(field.GetValue(holder), depth);
    }

    private JsonObject OfDictionary(IDictionary dictionary, int depth)
    {
        var found = new JsonObject();
        foreach (DictionaryEntry pair in dictionary)
        {
            if (found.Count >= Items)
            {
                found["…"] = null;
                break;
            }

            var key = Value(pair.Key, 1) is { } node ? node.GetValueKind() == System.Text.Json.JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString() : "null";
            found[key] = Value(pair.Value, depth);
        }

        return found;
    }

    // Those hold their items; whatever else can be gone through may have to compute them.
    private static bool IsFrameworkCollection(Type type) =>
        typeof(ICollection).IsAssignableFrom(type) || (type.IsGenericType && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>)))
            ? type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true
            : false;

    private static string NameOf(Type type) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;

    private static string Cut(string text) => text.Length <= Letters ? text : string.Concat(text.AsSpan(0, Letters), "…");
}
