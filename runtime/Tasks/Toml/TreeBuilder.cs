using System.Globalization;
using System.Text.Json.Nodes;
using Tomlyn.Syntax;

namespace ScriptChat.Tasks.Toml;

/// <summary>Syntax tree to tables of values with their places; says which keys stand twice.</summary>
internal sealed class TreeBuilder(TomlText text, TreeBuilder.DuplicateReport duplicate)
{
    /// <summary>Told of each key that stands twice: where, its full name, and where it stood first.</summary>
    public delegate void DuplicateReport(int line, int column, string key, int firstLine, int firstColumn);

    private readonly TomlTable root = new() { Defined = true };

    public TomlTable Build()
    {
        foreach (var pair in text.Document.KeyValues) Add(root, "", pair);
        foreach (var section in text.Document.Tables)
        {
            if (section.Name is null || Open(section) is not { } table) continue;
            var path = string.Concat(Parts(section.Name).Select(part => part.Name + "."));
            foreach (var pair in section.Items) Add(table, path, pair);
        }

        return root;
    }

    private TomlTable? Open(TableSyntaxBase section)
    {
        var parts = Parts(section.Name!);
        var parent = Descend(root, "", parts[..^1]);
        var (name, line, column) = parts[^1];
        var existing = parent?[name];
        if (parent is null) return null;
        if (section is TableArraySyntax)
        {
            if (existing is null) parent.TryAdd(name, existing = New(TomlKind.Array, line, column));
            else if (existing.Kind != TomlKind.Array) return Refuse(parts, existing);
            existing.Items.Add(New(TomlKind.Table, line, column));
            return existing.Items[^1].Table;
        }

        if (existing is null) parent.TryAdd(name, existing = New(TomlKind.Table, line, column));
        else if (existing.Kind != TomlKind.Table || existing.Table.Defined) return Refuse(parts, existing);
        existing.Table.Defined = true;
        return existing.Table;
    }

    private void Add(TomlTable table, string path, KeyValueSyntax pair)
    {
        if (pair.Key is null) return;
        var parts = Parts(pair.Key);
        if (parts.Any(part => part.Name.Length == 0 && text.FaultyLines.Contains(part.Line - 1))) return;
        if (Descend(table, path, parts[..^1]) is not { } parent) return;
        var (name, line, column) = parts[^1];
        if (parent[name] is { } first)
        {
            duplicate(line, column, path + Join(parts), first.KeyLine, first.KeyColumn);
            return;
        }

        parent.TryAdd(name, Value(pair.Value, line, column, path + Join(parts) + "."));
    }

    private TomlTable? Descend(TomlTable table, string path, IReadOnlyList<Part> parts)
    {
        foreach (var part in parts)
        {
            var next = table[part.Name];
            if (next is null) table.TryAdd(part.Name, next = New(TomlKind.Table, part.Line, part.Column));
            if (next is { Kind: TomlKind.Array, Items.Count: > 0 }) next = next.Items[^1];
            if (next.Kind != TomlKind.Table)
            {
                duplicate(part.Line, part.Column, path + part.Name, next.KeyLine, next.KeyColumn);
                return null;
            }

            table = next.Table;
            path += part.Name + ".";
        }

        return table;
    }

    private TomlValue Value(ValueSyntax? syntax, int keyLine, int keyColumn, string path)
    {
        var (line, column) = syntax is null ? (keyLine, keyColumn) : Place(syntax);
        var (kind, scalar) = text.FaultyLines.Contains(keyLine - 1) ? (TomlKind.Faulty, null) : Scalar(syntax);
        var value = new TomlValue { Kind = kind, Scalar = scalar, KeyLine = keyLine, KeyColumn = keyColumn, Line = line, Column = column };
        if (syntax is ArraySyntax array && kind == TomlKind.Array)
            value.Items.AddRange(array.Items.Select(item => Value(item.Value, line, column, path)));
        if (syntax is InlineTableSyntax inline && kind == TomlKind.Table)
        {
            value.Table.Defined = true;
            foreach (var item in inline.Items)
            {
                if (item.KeyValue is { } pair) Add(value.Table, path, pair);
            }
        }

        return value;
    }

    private static (TomlKind Kind, JsonNode? Scalar) Scalar(ValueSyntax? syntax) => syntax switch
    {
        StringValueSyntax value => (TomlKind.Text, value.Value ?? ""),
        IntegerValueSyntax value => (TomlKind.Integer, value.Value),
        // JSON has no infinity.
        FloatValueSyntax value when !double.IsFinite(value.Value) => (TomlKind.Float, value.Value.ToString(CultureInfo.InvariantCulture)),
        FloatValueSyntax value => (TomlKind.Float, value.Value),
        BooleanValueSyntax value => (TomlKind.Boolean, value.Value),
        DateTimeValueSyntax value => (TomlKind.Date, value.Value.ToString()),
        ArraySyntax => (TomlKind.Array, null),
        InlineTableSyntax => (TomlKind.Table, null),
        _ => (TomlKind.Faulty, null),
    };

    private TomlTable? Refuse(Part[] parts, TomlValue first)
    {
        duplicate(parts[^1].Line, parts[^1].Column, Join(parts), first.KeyLine, first.KeyColumn);
        return null;
    }

    private static TomlValue New(TomlKind kind, int line, int column) =>
        new() { Kind = kind, KeyLine = line, KeyColumn = column, Line = line, Column = column };

    private static string Join(Part[] parts) => string.Join('.', parts.Select(part => part.Name));

    private static Part[] Parts(KeySyntax key) => [ToPart(key.Key), .. key.DotKeys.Select(item => ToPart(item.Key))];

    private static Part ToPart(BareKeyOrStringValueSyntax? key)
    {
        var (line, column) = key is null ? (0, 0) : Place(key);
        return new(key switch { BareKeySyntax bare => bare.Key?.Text ?? "", StringValueSyntax quoted => quoted.Value ?? "", _ => "" }, line, column);
    }

    private static (int Line, int Column) Place(SyntaxNode node) => (node.Span.Start.Line + 1, node.Span.Start.Column + 1);

    private sealed record Part(string Name, int Line, int Column);
}
