using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ScriptChat.Scripting.Compiling;

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
