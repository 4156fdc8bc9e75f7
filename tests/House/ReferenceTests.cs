using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests;

/// <summary>References are the architecture: messages flow one way, and a project sees only what is below it.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["worlds/Contract"] = [],
        ["worlds/Library"] = ["worlds/Contract"],
        ["worlds/Editor"] = ["worlds/Contract"],
        ["runtime/Diagnostics"] = [],
        ["runtime/Markup"] = [],
        ["runtime/Messages"] = ["worlds/Contract", "runtime/Diagnostics"],
        ["runtime/Tasks"] = ["worlds/Contract", "runtime/Diagnostics"],
        ["runtime/Packages"] = ["runtime/Diagnostics"],
        ["runtime/Compiler"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Tasks", "runtime/Packages"],
        ["runtime/Scripting"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Tasks", "runtime/Packages", "runtime/Compiler"],
        ["runtime/Models"] = ["worlds/Contract", "runtime/Diagnostics"],
        ["runtime/Templates"] = ["worlds/Contract", "worlds/Library", "worlds/Editor", "runtime/Diagnostics"],
        ["runtime/Journal"] = ["runtime/Diagnostics", "runtime/Messages"],
        ["runtime/Uploads"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Messages"],
        ["runtime/Services/Web"] = ["runtime/Diagnostics"],
        ["runtime/Services/WebSocket"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Messages", "runtime/Uploads", "runtime/Services/Web"],
        ["runtime/Services/Browser"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Markup", "runtime/Messages", "runtime/Uploads", "runtime/Services/Web", "runtime/Services/WebSocket"],
        ["runtime/Services/Uploads"] = ["runtime/Diagnostics", "runtime/Messages", "runtime/Uploads", "runtime/Services/Web", "runtime/Services/WebSocket"],
        ["runtime/Services/Author"] = ["runtime/Diagnostics", "runtime/Messages", "runtime/Services/Web", "runtime/Services/WebSocket"],
        ["runtime/Services/Terminal"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Messages", "runtime/Services/WebSocket"],
        ["runtime/Actors"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Messages", "runtime/Journal"],
        ["runtime/Engine"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Messages", "runtime/Tasks", "runtime/Journal", "runtime/Actors"],
        ["runtime/Records"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Messages", "runtime/Tasks", "runtime/Journal", "runtime/Actors", "runtime/Dialogues"],
        ["runtime/Inspection"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Messages", "runtime/Tasks", "runtime/Scripting", "runtime/Journal", "runtime/Actors", "runtime/Engine"],
        ["runtime/Dialogues"] = ["worlds/Contract", "runtime/Diagnostics", "runtime/Messages", "runtime/Tasks", "runtime/Journal", "runtime/Actors", "runtime/Engine"],
        ["tools/Echo"] = [],
        ["tools/Load"] = [],
    };

    /// <summary>Packages that one project has, and nobody else may see.</summary>
    private static readonly Dictionary<string, string> Homes = new()
    {
        ["Microsoft.CodeAnalysis"] = "runtime/Compiler",
        ["NuGet."] = "runtime/Packages",
        ["Tomlyn"] = "runtime/Tasks",
        ["Microsoft.ML"] = "runtime/Models",
        ["Microsoft.Extensions.AI"] = "runtime/Models",
        ["OllamaSharp"] = "runtime/Models",
        ["Microsoft.Data.Sqlite"] = "runtime/Journal",
        ["Npgsql"] = "runtime/Journal",
        ["NetVips"] = "runtime/Uploads",
        ["CsvHelper"] = "runtime/Records",
        ["Markdig"] = "runtime/Markup",
        ["HtmlSanitizer"] = "runtime/Markup",
        ["Microsoft.Orleans"] = "runtime/Cluster",
    };

    private static IEnumerable<Project> Shipped => Repository.Projects.Where(project => !project.Folder.StartsWith("tests/", StringComparison.Ordinal));

    [Test]
    public void Projects_TheirReferences_PointDownTheRiver()
    {
        foreach (var project in Shipped.Where(project => project.Folder != "runtime/Host"))
        {
            Assert.That(Allowed, Does.ContainKey(project.Folder), "a new project: say here what it may refer to");
            Assert.That(project.References, Is.SubsetOf(Allowed[project.Folder]), project.Folder);
        }
    }

    [Test]
    public void HeavyPackages_OfAnyProject_StayInTheirHome()
    {
        foreach (var project in Shipped)
        {
            foreach (var (name, isHidden) in project.Packages)
            {
                if (Homes.FirstOrDefault(home => name.StartsWith(home.Key, StringComparison.Ordinal)).Value is not { } home) continue;
                Assert.That(project.Folder, Is.EqualTo(home), name);
                Assert.That(isHidden, Is.True, $"{name} of {project.Folder} lacks PrivateAssets=\"compile\"");
            }
        }
    }

    [Test]
    public void Contract_ItsPackages_AreNone()
    {
        foreach (var folder in new[] { "worlds/Contract", "worlds/Library", "worlds/Editor", "runtime/Diagnostics" })
        {
            Assert.That(Repository.Projects.Single(project => project.Folder == folder).Packages, Is.Empty, folder);
        }
    }
}
