namespace ScriptChat.Tasks.Tests;

/// <summary><c>uploads</c>: all kinds, none, or some.</summary>
public sealed class UploadKeyTests
{
    private const string Rest = "\ntask_name = \"t\"\noverworld = \"O\"\n[tasks.a]\ntask_world = \"A\"\n";

    [TestCase("", "")]
    [TestCase("uploads = false", "")]
    [TestCase("uploads = true", "image audio video file")]
    [TestCase("uploads = []", "")]
    [TestCase("uploads = [\"file\", \"image\", \"file\"]", "file image")]
    public void Read_Uploads_GivesTheKinds(string line, string kinds) =>
        Assert.That(string.Join(' ', TaskFolder.Good(line + Rest).Uploads), Is.EqualTo(kinds));

    [TestCase("uploads = \"image\"", "(1,11) SC1005: 'uploads' is true, false or a list of texts, not text in quotes; write uploads = true")]
    [TestCase("uploads = [1]", "(1,11) SC1005: 'uploads' is true, false or a list of texts, not a list; write uploads = true")]
    [TestCase("uploads = [\"imgae\"]", "(1,12) SC1006: 'uploads' is 'imgae'; did you mean 'image'?")]
    [TestCase("allow_images = true", "(1,1) SC1003: unknown key 'allow_images' in the file; did you mean 'uploads'?")]
    public void Read_UploadsOfAnotherForm_IsSaid(string line, string error) => Assert.That(TaskFolder.ErrorsOf(line + Rest), Is.EqualTo(new[] { error }));
}
