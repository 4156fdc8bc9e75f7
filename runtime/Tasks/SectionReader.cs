using ScriptChat.Diagnostics;
using ScriptChat.Tasks.Schema;
using ScriptChat.Tasks.Toml;
using ValueType = ScriptChat.Tasks.Schema.ValueType;

namespace ScriptChat.Tasks;

/// <summary>Checks one table of the file against the schema and gives its values. What it has complained about reads as absent.</summary>
internal sealed class SectionReader
{
    private readonly string section;
    private readonly string title;
    private readonly TomlTable table;
    private readonly DiagnosticBag bag;
    private readonly string path;
    private readonly Dictionary<string, TomlValue> good = new(StringComparer.Ordinal);
    private readonly HashSet<ConfigKey> suggested = [];

    /// <param name="section">The section in the schema.</param>
    /// <param name="title">How the table is called in messages: <c>[tasks.chat]</c>.</param>
    /// <param name="table">The table.</param>
    /// <param name="line">Where the table begins, for keys that are missing.</param>
    /// <param name="column">Where the table begins.</param>
    /// <param name="path">The file.</param>
    /// <param name="bag">Where to say what is wrong.</param>
    public SectionReader(string section, string title, TomlTable table, int line, int column, string path, DiagnosticBag bag)
    {
        (this.section, this.title, this.table, this.path, this.bag) = (section, title, table, path, bag);
        var keys = ConfigSchema.Of(section);
        foreach (var (name, value) in table.Entries)
        {
            if (keys.FirstOrDefault(key => key.Name == name) is not { } key) CheckUnknown(name, value);
            else if (value.Kind != TomlKind.Faulty && Fits(key, value)) good[name] = value;
        }

        foreach (var key in keys.Where(key => key.Required && table[key.Name] is null))
        {
            // 'taks_world' has been answered with "did you mean 'task_world'?"; that it is missing would be the same news twice.
            if (suggested.Contains(key)) continue;
            bag.Add(ConfigCodes.MissingKey, $"{title} has no '{key.Name}'; add {Example(key)}: {key.Meaning}", path, line, column);
        }
    }

    public TomlValue? this[string name] => good.GetValueOrDefault(name);

    public string? Text(string name) => this[name]?.Scalar!.GetValue<string>();

    public bool Switch(string name) => this[name]?.Scalar!.GetValue<bool>() ?? false;

    /// <summary>The choices that are named: all for true, none for false.</summary>
    public IReadOnlyList<string>? List(string name) => this[name] is not { } value ? null
        : value.Kind == TomlKind.Array ? [.. value.Items.Select(item => item.Scalar!.GetValue<string>()).Distinct()]
        : Switch(name) ? ConfigSchema.Of(section).Single(key => key.Name == name).Choices : [];

    public int? Whole(string name) => this[name] is { } value ? (int)value.Scalar!.GetValue<long>() : null;

    public TimeSpan? Seconds(string name) => this[name] is { } value ? TimeSpan.FromSeconds(Number(value)) : null;

    private bool Fits(ConfigKey key, TomlValue value)
    {
        var right = key.Type switch
        {
            ValueType.Text => value.Kind == TomlKind.Text,
            ValueType.WholeNumber => value.Kind == TomlKind.Integer,
            ValueType.Number => value.Kind is TomlKind.Integer or TomlKind.Float && value.Scalar!.GetValueKind() == System.Text.Json.JsonValueKind.Number,
            ValueType.Switch => value.Kind == TomlKind.Boolean,
            ValueType.SwitchOrList => value.Kind == TomlKind.Boolean || (value.Kind == TomlKind.Array && value.Items.All(item => item.Kind == TomlKind.Text)),
            _ => value.Kind == TomlKind.Table,
        };
        if (!right)
        {
            var what = key.Type == ValueType.SwitchOrList ? $"is {SchemaTable.TypeName(key.Type)} of texts" : key.Type == ValueType.Table ? "is a table" : $"is {Article(SchemaTable.TypeName(key.Type))}{(key.Unit.Length > 0 ? $" of {key.Unit}" : "")}";
            bag.Add(ConfigCodes.WrongType, $"'{key.Name}' {what}, not {Describe(value.Kind)}; write {Example(key)}", path, value.Line, value.Column);
            return false;
        }

        if (key.Type == ValueType.Text && string.IsNullOrWhiteSpace(value.Scalar!.GetValue<string>()))
        {
            bag.Add(ConfigCodes.BadValue, $"'{key.Name}' is empty; {(key.Required ? "write" : "take the key out, or write")} {Example(key)}", path, value.Line, value.Column);
            return false;
        }

        if (key.Type == ValueType.SwitchOrList) return value.Items.Select(item => IsChoice(key, item)).ToList().TrueForAll(good => good);
        if (key.Choices.Count > 0) return IsChoice(key, value);
        if (key.Type is not (ValueType.WholeNumber or ValueType.Number)) return true;
        var number = Number(value);
        if (number >= key.Minimum && number <= key.Maximum && !(key.AboveMinimum && number == key.Minimum)) return true;
        var limits = SchemaTable.Limits(key) is { Length: > 0 } said ? said : "at most 2147483647";
        bag.Add(ConfigCodes.BadValue, $"'{key.Name}' is {value.Scalar}; write a number of {(key.Unit.Length > 0 ? key.Unit : "its kind")} that is {limits}", path, value.Line, value.Column);
        return false;
    }

    private bool IsChoice(ConfigKey key, TomlValue value)
    {
        var stated = value.Scalar!.GetValue<string>();
        if (key.Choices.Contains(stated)) return true;
        var remedy = NameSuggester.DidYouMean(stated, key.Choices, $"write {string.Join(" or ", key.Choices.Select(choice => $"'{choice}'"))}");
        bag.Add(ConfigCodes.BadValue, $"'{key.Name}' is '{stated}'; {remedy}", path, value.Line, value.Column);
        return false;
    }

    private void CheckUnknown(string name, TomlValue value)
    {
        if (value.Kind == TomlKind.Faulty) return;
        var near = Meant(name);
        if (ConfigSchema.IsOpen(section))
        {
            // The worlds' own keys are free, but for another way of writing a known one: 'is_debug' would silently do nothing.
            if (near is null || !IsVariant(name, near)) return;
        }

        var elsewhere = ConfigSchema.Keys.FirstOrDefault(key => key.Section != section && key.Section != ConfigSchema.Model && IsVariant(name, key));
        var isNear = near is not null && (elsewhere is null || IsVariant(name, near));
        if (isNear) suggested.Add(near!);
        var remedy = isNear ? $"did you mean '{near!.Name}'?"
            : elsewhere is not null ? $"'{elsewhere.Name}' belongs in {elsewhere.Place}"
            : section == ConfigSchema.Top ? $"settings of your own belong in [{ConfigSchema.Opt}]"
            : $"known here: {string.Join(", ", ConfigSchema.Of(section).Select(key => key.Name))}";
        bag.Add(ConfigCodes.UnknownKey, $"unknown key '{name}' in {title}; {remedy}", path, value.KeyLine, value.KeyColumn);
    }

    private ConfigKey? Meant(string name)
    {
        var keys = ConfigSchema.Of(section);
        if (keys.FirstOrDefault(key => IsVariant(name, key)) is { } variant) return variant;
        var nearest = NameSuggester.Nearest(name, keys.Select(key => key.Name));
        return keys.FirstOrDefault(key => key.Name == nearest);
    }

    // Another way of writing the same, or one of the names that people give it.
    private static bool IsVariant(string name, ConfigKey key) => key.KnownAs.Prepend(key.Name).Any(known => Bare(known) == Bare(name));

    private static string Bare(string name) => WorldModule.CanonicalName(name.Replace("-", "", StringComparison.Ordinal));

    private static double Number(TomlValue value) =>
        value.Kind == TomlKind.Integer ? value.Scalar!.GetValue<long>() : value.Scalar!.GetValue<double>();

    private static string Example(ConfigKey key) => key.Type switch
    {
        ValueType.Text => $"{key.Name} = \"{key.Choices.FirstOrDefault("...")}\"",
        ValueType.WholeNumber or ValueType.Number => $"{key.Name} = {(key.Default.All(char.IsAsciiDigit) ? key.Default : "60")}",
        ValueType.Switch or ValueType.SwitchOrList => $"{key.Name} = true",
        _ => key.Name is "tasks" or "models" ? $"a table [{key.FullName}.NAME]" : $"a table [{key.FullName}]",
    };

    private static string Article(string type) => type.StartsWith("true", StringComparison.Ordinal) || type == "text" ? type : $"a {type}";

    private static string Describe(TomlKind kind) => kind switch
    {
        TomlKind.Text => "text in quotes",
        TomlKind.Integer => "a whole number",
        TomlKind.Float => "a number with a point",
        TomlKind.Boolean => "true or false",
        TomlKind.Date => "a date",
        TomlKind.Array => "a list",
        _ => "a table",
    };
}
