using ScriptChat.Messages;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;

namespace ScriptChat.Uploads.Tests.Storing;

/// <summary>A store in a folder of its own.</summary>
internal abstract class StoreFixture
{
    protected static readonly PersonId Ann = new("browser", "ann");
    protected static readonly PersonId Ben = new("browser", "ben");

    protected string Folder { get; private set; } = "";

    protected UploadStore Store { get; private set; } = null!;

    [SetUp]
    public void Open()
    {
        Folder = Directory.CreateTempSubdirectory("scriptchat-uploads-").FullName;
        Store = Open(new UploadLimits());
    }

    [TearDown]
    public void Delete() => Directory.Delete(Folder, recursive: true);

    protected UploadStore Open(UploadLimits limits) => UploadStore.Open(Folder, limits, TimeProvider.System);

    /// <summary>Takes anything.</summary>
    protected StoredUpload Add(byte[] content, string? stated = null) => Store.Add(content, stated, static _ => true);

    protected byte[] Read(StoredUpload upload)
    {
        using var file = Store.Files.Open(upload);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }

    /// <summary>The code by which something is refused.</summary>
    protected static string Refusal(Action act) => Assert.Throws<UploadException>(() => act())!.Code.Id;

    /// <summary>All files in the folder but the key.</summary>
    protected IReadOnlyList<string> All() =>
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Where(path => path != "key").Order(StringComparer.Ordinal)];
}
