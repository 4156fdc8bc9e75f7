using ScriptChat.House.Tests.Sources;

namespace ScriptChat.House.Tests;

public sealed class FolderTests
{
    private const int FilesOfProject = 70;
    private const int FilesOfFolder = 25;
    private const int LinesOfFile = 400;

    private static IEnumerable<string> Folders => Repository.Projects.Select(project => project.Folder);

    [TestCaseSource(nameof(Folders))]
    public void Folders_OfAProject_UseEachOtherOneWayOnly(string folder) => Assert.That(new FolderGraph(Of(folder)).Cycle(), Is.Null);

    [TestCaseSource(nameof(Folders))]
    public void Namespaces_OfAProject_AreItsFolders(string folder)
    {
        var project = Of(folder);
        var wrong =
            from path in project.Sources
            let found = new SourceFile(path).Namespace
            let wanted = $"{project.Namespace}{Path.GetDirectoryName(path)![folder.Length..].Replace('/', '.')}"
            where found.Length > 0 && found != wanted
            select $"{path}: {found}, not {wanted}";
        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(Folders))]
    public void Project_ItsFiles_AreFew(string folder)
    {
        var files = Of(folder).Sources.ToList();
        Assert.That(files, Has.Count.LessThanOrEqualTo(FilesOfProject), "aim at 40");
        var crowded = files.GroupBy(Path.GetDirectoryName).Where(group => group.Count() > FilesOfFolder).Select(group => $"{group.Key}: {group.Count()}");
        Assert.That(crowded, Is.Empty, "aim at 12 files a folder");
    }

    [Test]
    public void SourceFile_ItsLines_AreFew()
    {
        var tooLong =
            from file in Repository.Files
            where Path.GetExtension(file) is ".cs" or ".csx" or ".js"
            let lines = File.ReadLines(Repository.At(file)).Count()
            where lines > LinesOfFile
            select $"{file}: {lines} lines";
        Assert.That(tooLong, Is.Empty, "ask what two things it is");
    }

    private static Project Of(string folder) => Repository.Projects.Single(project => project.Folder == folder);
}
