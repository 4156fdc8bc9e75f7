using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ScriptChat.Compiler.Compiling;

/// <summary>Puts edits into a script so that lines and columns of all that its author wrote stay what they were, in the
/// compiler's messages as in the debug information.</summary>
internal static class EditedText
{
    /// <summary>The edited text.</summary>
    public static SourceText Apply(SyntaxTree tree, SourceText text, IReadOnlyCollection<Edit> edits)
    {
        var source = text.ToString();
        var result = new StringBuilder(source.Length + (edits.Count * 120));
        var done = 0;
        foreach (var edit in edits.OrderBy(edit => edit.At).ThenBy(edit => !edit.Closes))
        {
            result.Append(source, done, edit.At - done);
            done = edit.At + edit.Removed;
            if (edit.Inline)
            {
                result.Append(' ').Append(edit.Hidden).Append(' ').Append(edit.Shown);
                continue;
            }

            result.Append("\n#line hidden\n").Append(edit.Hidden).Append('\n');
            AppendLine(result, tree, edit, done);
            result.Append(edit.Shown);
        }

        result.Append(source, done, source.Length - done);
        return new EditedSource(SourceText.From(result.ToString(), Encoding.UTF8, SourceHashAlgorithm.Sha256), text.GetChecksum());
    }

    private static void AppendLine(StringBuilder result, SyntaxTree tree, Edit edit, int next)
    {
        var isShown = edit.Shown.Length > 0;
        var place = tree.GetMappedLineSpan(isShown ? edit.ShownAs : new TextSpan(next, 0));
        var (start, end) = (place.StartLinePosition, place.EndLinePosition);

        // The compiler takes no empty span; where only the start counts, the end is anything after it.
        var endColumn = start == end ? end.Character + 2 : end.Character + 1;
        result.Append(CultureInfo.InvariantCulture, $"#line ({start.Line + 1},{start.Character + 1})-({end.Line + 1},{endColumn}) ");
        if (isShown) result.Append(CultureInfo.InvariantCulture, $"{edit.Shown.Length} ");
        result.Append('"').Append(place.Path).Append("\"\n");
    }
}

/// <summary>An edited script under the checksum of the file that its author has: a debugger compares it with the file on disk, and
/// sets no breakpoint where they differ.</summary>
/// <param name="edited">The text with its edits.</param>
/// <param name="checksum">The file's, by SHA-256.</param>
internal sealed class EditedSource(SourceText edited, ImmutableArray<byte> checksum) : SourceText(checksum, SourceHashAlgorithm.Sha256)
{
    public override Encoding? Encoding => edited.Encoding;

    public override int Length => edited.Length;

    public override char this[int position] => edited[position];

    /// <summary>What tells it from other edits of the same file.</summary>
    public string Key => Convert.ToHexStringLower([.. edited.GetChecksum()]);

    public override void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count) =>
        edited.CopyTo(sourceIndex, destination, destinationIndex, count);

    public override string ToString(TextSpan span) => edited.ToString(span);
}
