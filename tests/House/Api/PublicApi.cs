using System.Reflection;
using System.Text;

namespace ScriptChat.House.Tests.Api;

/// <summary>Writes the public face of an assembly as sorted text.</summary>
internal static class PublicApi
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal)) text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Head(Type type)
    {
        var kind = type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsValueType ? "struct" : "class";
        var how = type.IsInterface || type.IsValueType ? "" : type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        string[] bases = [.. Bases(type)];
        return $"{how}{kind} {type.Namespace}.{Name(type)}{(bases.Length == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum) yield break;
        if (type.BaseType is { } below && below != typeof(object) && below != typeof(ValueType)) yield return Name(below);
        foreach (var name in type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Select(Name).Order(StringComparer.Ordinal)) yield return name;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetConstructors(Own).Where(Shows).Select(made => $"{How(made)}{type.Name}({Parameters(made)})")
            .Concat(type.GetProperties(Own).Where(property => property.GetAccessors(nonPublic: true).Any(Shows)).Select(Property))
            .Concat(type.GetFields(Own).Where(field => field.IsPublic || field.IsFamily).Select(Field))
            .Concat(type.GetMethods(Own).Where(method => Shows(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && method.Name[0] != '<')
                .Select(method => $"{How(method)}{Returned(method)} {method.Name}{Arguments(method)}({Parameters(method)})"));
    }

    private static bool Shows(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string How(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : method.IsConstructor || method.DeclaringType!.IsInterface ? "" :
            method.IsAbstract ? "abstract " : method is MethodInfo info && info.GetBaseDefinition() != info ? "override " : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "");

    private static string Property(PropertyInfo property)
    {
        var accessors = string.Join(' ', property.GetAccessors(nonPublic: true).Where(Shows).Select(accessor =>
            accessor == property.GetMethod ? "get;" : IsInit(accessor) ? "init;" : accessor.IsFamily && property.GetMethod is { IsPublic: true } ? "protected set;" : "set;"));
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var required = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)) ? "required " : "";
        return $"{How(property.GetAccessors(nonPublic: true).First(Shows))}{required}{Name(property.PropertyType)}{Mark(property.PropertyType, Nullability.Create(property).ReadState)} {name} {{ {accessors} }}";
    }

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}"
        : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}";

    private static string Returned(MethodInfo method) => Name(method.ReturnType) + Mark(method.ReturnType, Nullability.Create(method.ReturnParameter).ReadState);

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var asParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(System.Runtime.CompilerServices.ParamCollectionAttribute)) ? "params " : "";
        var value = !parameter.HasDefaultValue ? "" : $" = {parameter.RawDefaultValue ?? "default"}";
        return $"{asParams}{Name(parameter.ParameterType)}{Mark(parameter.ParameterType, Nullability.Create(parameter).WriteState)} {parameter.Name}{value}";
    }

    // Nullable<T> has its mark already.
    private static string Mark(Type type, NullabilityState state) => state == NullabilityState.Nullable && Nullable.GetUnderlyingType(type) is null ? "?" : "";

    private static string Name(Type type)
    {
        if (type.IsByRef) return $"ref {Name(type.GetElementType()!)}";
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Name(value)}?";
        var name = type is { IsNested: true, IsGenericParameter: false } ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
