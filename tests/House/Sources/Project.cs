using System.Xml.Linq;

namespace ScriptChat.House.Tests.Sources;

/// <summary>A project file and the sources below it.</summary>
internal sealed class Project
{
    private readonly XDocument xml;

    public Project(string file)
    {
        Folder = Path.GetDirectoryName(file)!.Replace('\\', '/');
        Namespace = Path.GetFileNameWithoutExtension(file);
        xml = XDocument.Parse(Repository.Read(file));
    }

    /// <summary>Its folder from the root.</summary>
    public string Folder { get; }

    /// <summary>The namespace of its root folder.</summary>
    public string Namespace { get; }

    /// <summary>The folders of the projects that it refers to, from the root.</summary>
    public IEnumerable<string> References =>
        from item in xml.Descendants("ProjectReference")
        let path = Path.GetFullPath(Path.Combine(Repository.At(Folder), (string)item.Attribute("Include")!))
        select Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, path))!.Replace('\\', '/');

    /// <summary>Its packages by name, and whether their types stay hidden from those who refer to it.</summary>
    public IEnumerable<(string Name, bool IsHidden)> Packages =>
        from item in xml.Descendants("PackageReference")
        select ((string)item.Attribute("Include")!, (string?)item.Attribute("PrivateAssets") is "compile" or "all");

    public IEnumerable<string> Sources => Repository.Files.Where(file =>
        file.StartsWith(Folder + "/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    public override string ToString() => Folder;
}
