using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NuGet.Frameworks;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace ScriptChat.Packages.Tests.Fakes;

/// <summary>A package source of a test's own: a folder of packages that the test makes, and a folder to unpack them.</summary>
internal sealed class PackageFeed(string folder)
{
    public string Feed { get; } = Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName;

    public string Unpacked { get; } = Path.Combine(folder, "unpacked");

    /// <summary>Writes the configuration that makes this the only source for a task's folder.</summary>
    /// <param name="task">The task's folder.</param>
    /// <param name="sources">The sources; this one unless others are given.</param>
    public void Use(string task, params string[] sources)
    {
        var list = string.Concat((sources is [] ? [Feed] : sources).Where(source => source.Length > 0).Select((source, i) => $"<add key=\"s{i}\" value=\"{source}\" />"));
        File.WriteAllText(
            Path.Combine(task, "nuget.config"),
            $"""
            <configuration>
              <packageSources><clear />{list}</packageSources>
              <config><clear /><add key="globalPackagesFolder" value="{Unpacked}" /></config>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
              <packageSourceMapping><clear /></packageSourceMapping>
            </configuration>
            """);
    }

    /// <summary>Makes a package.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="needs">What it needs: <c>Name [range]</c>.</param>
    /// <param name="files">What it holds by path; a library by default whose <c>NAME.Version</c> is the package's.</param>
    public void Add(string id, string version, string[]? needs = null, params (string Path, byte[] Bytes)[] files)
    {
        var builder = new PackageBuilder { Id = id, Version = NuGetVersion.Parse(version), Description = id };
        builder.Authors.Add("test");
        var group = (needs ?? []).Select(need => need.Split(' ', 2)).Select(parts => new PackageDependency(parts[0], VersionRange.Parse(parts[1])));
        builder.DependencyGroups.Add(new PackageDependencyGroup(NuGetFramework.Parse("net8.0"), group));
        foreach (var (path, bytes) in files is [] ? [($"lib/net8.0/{id}.dll", Library(id, version))] : files)
        {
            builder.Files.Add(new PhysicalPackageFile(new MemoryStream(bytes)) { TargetPath = path.Replace('/', Path.DirectorySeparatorChar) });
        }

        using var stream = File.Create(Path.Combine(Feed, $"{id}.{version}.nupkg"));
        builder.Save(stream);
    }

    /// <summary>An assembly.</summary>
    /// <param name="name">Its name, without dots the name of its class, too.</param>
    /// <param name="version">What its <c>Version</c> says; also the assembly's unless it is another.</param>
    /// <param name="source">Its source; a class with the constant <c>Version</c> by default.</param>
    public static byte[] Library(string name, string version, string? source = null)
    {
        var number = NuGetVersion.Parse(version).Version;
        var compilation = CSharpCompilation.Create(
            name,
            [
                CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{number}\")]"),
                CSharpSyntaxTree.ParseText(source ?? $"public static class {name.Replace('.', '_')} {{ public static string Version => \"{version}\"; }}"),
            ],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll"))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }
}
