using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ScriptChat.Scripting.Tests.Fakes;

/// <summary>Assemblies that scripts refer to.</summary>
internal static class Words
{
    /// <summary>One whose <c>Words.Hello</c> is a word.</summary>
    public static void Compile(string path, string word) => Emit(path, $"public static class Words {{ public static string Hello => \"{word}\"; }}");

    /// <summary>One from a source, called as its file.</summary>
    public static void Emit(string path, string source, params IEnumerable<string> references)
    {
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            [CSharpSyntaxTree.ParseText(source)],
            [.. references.Append(typeof(object).Assembly.Location).Select(file => MetadataReference.CreateFromFile(file))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var image = new MemoryStream();
        Assert.That(compilation.Emit(image).Success, Is.True);
        File.WriteAllBytes(path, image.ToArray());
    }
}
