using ScriptChat.Packages.Requests;

namespace ScriptChat.Packages.Tests;

/// <summary>How directives name packages.</summary>
[TestFixture]
internal sealed class DirectiveTests
{
    [TestCase("nuget: Some.Package, 1.2.3", "Some.Package", "1.2.3")]
    [TestCase("nuget:Some.Package,1.2.3-beta", "Some.Package", "1.2.3-beta")]
    [TestCase(" NuGet :", null, null)]
    [TestCase("nuget: a-b_c", "a-b_c", "")]
    [TestCase("nuget: ,1.0", null, null)]
    [TestCase("nuget: ../x, 1.0", null, null)]
    [TestCase("nuget: a, [1.0,2.0)", "a", "[1.0,2.0)")]
    public void Reference(string text, string? id, string? version)
    {
        if (!DirectiveText.IsPackage(text)) Assert.That(id, Is.Null);
        else Assert.That(DirectiveText.ReadReference(text), Is.EqualTo(id is null ? null : ((string, string)?)(id, version!)));
    }

    [TestCase("Some.Package@1.2.3", "Some.Package", "1.2.3")]
    [TestCase(" Some.Package @ 1.* ", "Some.Package", "1.*")]
    [TestCase("Some.Package", "Some.Package", "")]
    [TestCase("", null, null)]
    [TestCase("@1", null, null)]
    public void Property(string text, string? id, string? version) =>
        Assert.That(DirectiveText.ReadProperty(text), Is.EqualTo(id is null ? null : ((string, string)?)(id, version!)));
}
