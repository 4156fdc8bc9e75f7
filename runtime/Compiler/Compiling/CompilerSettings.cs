using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using ScriptChat.Compiler.Shared;

namespace ScriptChat.Compiler.Compiling;

/// <summary>How scripts are compiled: the one place for it.</summary>
internal static class CompilerSettings
{
    /// <summary>How scripts are read. The feature is what lets <c>#:package</c> through.</summary>
    public static readonly CSharpParseOptions Parse =
        new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script).WithFeatures([new("FileBasedProgram", "true")]);

    /// <summary>Debug information within the assembly, and the compiler's own check of the stack: that also reaches what no text
    /// can be put into, such as field initializers.</summary>
    public static readonly EmitOptions Emit = new(
        debugInformationFormat: DebugInformationFormat.Embedded, instrumentationKinds: [InstrumentationKind.StackOverflowProbing]);

    private static readonly string[] Usings =
    [
        "System", "System.IO", "System.Collections.Generic", "System.Diagnostics", "System.Linq", "System.Text",
        "System.Text.Json", "System.Text.Json.Nodes", "System.Threading", "System.Threading.Tasks", "ScriptChat.Worlds",
    ];

    // Binding redirects and missing comments say nothing to a script's author. That a field is never assigned to (CS0649) the
    // compiler also says of a class's fields with initializers when it compiles a script.
    private static readonly Dictionary<string, ReportDiagnostic> Quiet = new(StringComparer.Ordinal)
    {
        ["CS1701"] = ReportDiagnostic.Suppress,
        ["CS1702"] = ReportDiagnostic.Suppress,
        ["CS1591"] = ReportDiagnostic.Suppress,
        ["CS0649"] = ReportDiagnostic.Suppress,
    };

    /// <summary>What every script may refer to. Made once: a second set would cost 100 ms and 17 MB.</summary>
    public static readonly IReadOnlyList<PortableExecutableReference> References = [.. ReferenceFiles().Select(file => MetadataReference.CreateFromFile(file))];

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            usings: [.. Usings, .. LibraryUsing()],
            nullableContextOptions: NullableContextOptions.Annotations,
            deterministic: true)
        .WithSpecificDiagnosticOptions(Quiet);

    /// <summary>The options of one script.</summary>
    /// <param name="typeName">What its class is called.</param>
    /// <param name="sources">What it may load.</param>
    /// <param name="references">What it may refer to.</param>
    /// <param name="level">What an author wants, or what people who talk want (<c>CatalogOptions.Optimize</c>).</param>
    public static CSharpCompilationOptions For(string typeName, SourceReferenceResolver sources, MetadataReferenceResolver references, OptimizationLevel level = OptimizationLevel.Debug) =>
        Options.WithScriptClassName(typeName).WithOptimizationLevel(level).WithSourceReferenceResolver(sources).WithMetadataReferenceResolver(references);

    /// <summary>The reference to one of the framework's files.</summary>
    public static PortableExecutableReference Reference(string file) => References.First(reference => reference.FilePath == file);

    private static IEnumerable<string> ReferenceFiles()
    {
        foreach (var file in SharedAssemblies.Framework.Values) yield return file;
        yield return SharedAssemblies.Contract.Location;
        if (SharedAssemblies.Library is { } library) yield return library.Location;
    }

    private static IEnumerable<string> LibraryUsing()
    {
        const string Name = "ScriptChat.Worlds.Library";
        return SharedAssemblies.Library is { } library && Array.Exists(library.GetExportedTypes(), type => type.Namespace == Name) ? [Name] : [];
    }
}
