using NuGet.ProjectModel;
using ScriptChat.Packages.Restored;
using ScriptChat.Packages.Tests.Fakes;

namespace ScriptChat.Packages.Tests;

/// <summary>What is chosen is what the SDK's restore chooses, down to the files.</summary>
[TestFixture]
internal sealed class AgreementTests
{
    [TestCase("Microsoft.Data.Sqlite 10.0.15", TestName = "Agreement_NativeLibrary_AndItsSeven")]
    [TestCase("Serilog.AspNetCore 10.0.0", TestName = "Agreement_ManyPackages_PrunedByTheFramework")]
    [TestCase("NodaTime.Serialization.JsonNet 3.1.0|Newtonsoft.Json 13.0.4", TestName = "Agreement_DirectAboveTransitive")]
    [TestCase("Microsoft.Extensions.Http.Resilience 10.0.0|Polly 8.9.1|Microsoft.Data.Sqlite 9.0.10", TestName = "Agreement_CousinsAndFrameworkGroups")]
    [TestCase("FluentValidation.DependencyInjectionExtensions 11.2.1|CsvHelper 15.0.1|AngleSharp.Css 1.0.0", TestName = "Agreement_OldPackages")]
    public async Task Agreement(string wishes)
    {
        await Registry.NeedAsync();
        using var asking = new Asking();
        asking.Feed.Use(asking.Task, Registry.Sources);
        var ours = await asking.GetAsync(wishes.Split('|'));

        var assets = await RestoreAsync(asking, wishes.Split('|'));

        var target = assets.Targets.Single();
        Assert.That(ours.Select(package => $"{package.Id} {package.Version}"), Is.EquivalentTo(target.Libraries.Select(library => $"{library.Name} {library.Version}")));
        Assert.That(Files(ours, PackageFileUse.Compile), Is.EquivalentTo(target.Libraries.SelectMany(library => Items(library, library.CompileTimeAssemblies))));
        Assert.That(Files(ours, PackageFileUse.Runtime), Is.EquivalentTo(target.Libraries.SelectMany(library => Items(library, library.RuntimeAssemblies))));
        var hashes = assets.Libraries.Select(library => $"{library.Name} {library.Sha512}");
        Assert.That(ours.Select(package => $"{package.Id} {package.ContentHash}"), Is.EquivalentTo(hashes));
    }

    [Test]
    public async Task LockFile_IsTheOneThatTheSdkWrites()
    {
        await Registry.NeedAsync();
        using var asking = new Asking();
        asking.Feed.Use(asking.Task, Registry.Sources);
        await asking.GetAsync("Microsoft.Data.Sqlite 10.0.15", "Newtonsoft.Json 13.0.4");
        var ours = await File.ReadAllTextAsync(asking.Lock);
        File.Delete(asking.Lock);

        await RestoreAsync(asking, ["Microsoft.Data.Sqlite 10.0.15", "Newtonsoft.Json 13.0.4"]);

        Assert.That(ours.ReplaceLineEndings(), Is.EqualTo((await File.ReadAllTextAsync(asking.Lock)).ReplaceLineEndings()));
    }

    private static async Task<LockFile> RestoreAsync(Asking asking, string[] wishes)
    {
        var references = string.Concat(wishes.Select(wish => wish.Split(' ')).Select(parts => $"<PackageReference Include=\"{parts[0]}\" Version=\"{parts[1]}\" />"));
        await File.WriteAllTextAsync(
            Path.Combine(asking.Task, "same.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit><RestorePackagesWithLockFile>true</RestorePackagesWithLockFile></PropertyGroup>
              <ItemGroup>{references}</ItemGroup>
            </Project>
            """);
        File.Delete(asking.Lock);
        await Registry.RestoreAsync(asking.Task);
        return new LockFileFormat().Read(Path.Combine(asking.Task, "obj", "project.assets.json"));
    }

    private static IEnumerable<string> Files(IEnumerable<RestoredPackage> packages, PackageFileUse use) =>
        from package in packages
        from file in package.Files
        where file.Use == use
        select $"{package.Id} {Path.GetRelativePath(package.Folder, file.Path).Replace('\\', '/')}";

    private static IEnumerable<string> Items(LockFileTargetLibrary library, IEnumerable<LockFileItem> items) =>
        items.Where(item => Path.GetFileName(item.Path) != "_._").Select(item => $"{library.Name} {item.Path}");
}
