using System.Globalization;
using System.Text;

namespace ScriptChat.Tasks.Schema;

/// <summary>The schema as a Markdown table, for the README.</summary>
internal static class SchemaTable
{
    public static string Write()
    {
        var text = new StringBuilder("| key | type | unit | default | limits | meaning |\n|---|---|---|---|---|---|\n");
        foreach (var key in ConfigSchema.Keys)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| `{key.FullName}` | {TypeName(key.Type)} | {Dash(key.Unit)} | {(key.Required ? "**required**" : key.Default)} | {Dash(Limits(key))} | {key.Meaning} |\n");
        }

        return text.ToString();
    }

    public static string TypeName(ValueType type) => type switch
    {
        ValueType.Text => "text",
        ValueType.WholeNumber => "whole number",
        ValueType.Number => "number",
        ValueType.Switch => "true or false",
        ValueType.SwitchOrList => "true, false or a list",
        _ => "table",
    };

    /// <summary>The limits in words, empty when there are none.</summary>
    public static string Limits(ConfigKey key)
    {
        if (key.Choices.Count > 0) return string.Join(" or ", key.Choices.Select(choice => $"`{choice}`"));
        var low = key.Minimum == double.MinValue ? "" : key.AboveMinimum ? Say($"more than {key.Minimum}") : Say($"at least {key.Minimum}");
        var high = key.Maximum is double.MaxValue or int.MaxValue ? "" : Say($"at most {key.Maximum}");
        return low.Length > 0 && high.Length > 0 ? $"{low}, {high}" : low + high;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Dash(string text) => text.Length == 0 ? "-" : text;
}
