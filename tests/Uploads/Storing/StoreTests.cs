using System.Diagnostics;
using ScriptChat.Diagnostics;
using ScriptChat.Uploads.Limits;
using ScriptChat.Uploads.Storing;
using ScriptChat.Uploads.Tests.Samples;

namespace ScriptChat.Uploads.Tests.Storing;

/// <summary>Whole or not at all, each once, and nobody sees what is not theirs.</summary>
internal sealed class StoreTests : StoreFixture
{
    [Test]
    public void File_SentTwice_IsStoredOnceUnderItsHash()
    {
        var first = Add(Files.Text("hello"));
        var again = Add(Files.Text("hello"));
        Assert.That(again, Is.EqualTo(first));
        Assert.That(first.Hash, Is.EqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
        Assert.That(All(), Is.EqualTo(new[] { Path.Combine("2c", first.Hash[2..]), Path.Combine("2c", first.Hash[2..] + ".json") }));
    }

    [Test]
    public void Store_OpenedAgain_HasWhatItHadAndKnowsItsPeople()
    {
        var upload = Add(Pictures.Png());
        var reference = Store.ReferenceOf(Ann, upload.Hash);
        var again = Open(new UploadLimits());
        Assert.That(again.Find(Ann, reference), Is.EqualTo(upload));
    }

    [Test]
    public void Reference_OfAnother_MeansNothing()
    {
        var upload = Add(Files.Text("for Ann"));
        var reference = Store.ReferenceOf(Ann, upload.Hash);
        Assert.That(Store.Find(Ann, reference), Is.EqualTo(upload));
        Assert.That(Store.Find(Ben, reference), Is.Null);
        foreach (var wrong in new[] { "", upload.Hash, upload.Hash + ".", reference + "x", "../key", "..%2fkey", new string('a', 64) + reference[64..], upload.Hash.ToUpperInvariant() + reference[64..] })
            Assert.That(Store.Find(Ann, wrong), Is.Null, wrong);
        Assert.That(Store.Files.Find("../" + upload.Hash), Is.Null);
    }

    [Test]
    public void File_WithoutContent_IsRefused() => Assert.That(Refusal(() => Add([])), Is.EqualTo("SC4063"));

    [Test]
    public async Task File_LargerThanAllowed_IsRefusedAsItComesAndLeavesNothing()
    {
        var narrow = Open(new UploadLimits { FileBytes = 100_000 });
        var endless = new Endless();
        var refusal = Assert.ThrowsAsync<UploadException>(() => narrow.AddAsync(endless, null, static _ => true, CancellationToken.None))!;
        Assert.That(refusal.Code, Is.EqualTo(UploadCodes.TooLarge));
        Assert.That(endless.Given, Is.LessThan(300_000));
        Assert.That(All(), Is.Empty);
        Assert.That((await narrow.AddAsync(new MemoryStream(Files.Text("small")), null, static _ => true, CancellationToken.None)).Size, Is.EqualTo(5));
    }

    [Test]
    public void File_WhoseSenderGoesAway_LeavesNothing()
    {
        using var gone = new CancellationTokenSource();
        var endless = new Endless { AfterFirst = gone.Cancel };
        Assert.That(() => Store.AddAsync(endless, null, static _ => true, gone.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(All(), Is.Empty);
    }

    [Test]
    public void Disk_AlmostFull_RefusesAndTakesTheNextWhenThereIsRoom()
    {
        Assert.That(Refusal(() => Open(new UploadLimits { SpareBytes = long.MaxValue }).Add(Files.Text("x"), null, static _ => true)), Is.EqualTo("SC4069"));
        Assert.That(Add(Files.Text("x")).Size, Is.EqualTo(1));
    }

    [Test]
    [Platform("Linux")]
    public void Disk_ThatFillsUpInTheMiddle_KeepsNothingAndTakesTheNext()
    {
        var disk = Directory.CreateDirectory(Path.Combine(Folder, "disk")).FullName;
        if (!TryRun("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk)) Assert.Ignore("Only root may mount a small disk.");
        try
        {
            var small = UploadStore.Open(disk, new UploadLimits { SpareBytes = 0 }, TimeProvider.System);
            var first = small.Add(Files.Text(new string('a', 700_000)), null, static _ => true);
            Assert.That(Refusal(() => small.Add(Files.Text(new string('b', 700_000)), null, static _ => true)), Is.EqualTo("SC4069"));
            Assert.That(Directory.EnumerateFiles(Path.Combine(disk, "incoming")), Is.Empty);
            Assert.That(Directory.EnumerateFiles(disk, "*", SearchOption.AllDirectories).Count(), Is.EqualTo(3), "the key, and the first with what is known of it");
            Assert.That(small.Add(Files.Text("c"), null, static _ => true).Size, Is.EqualTo(1));
            Assert.That(small.Files.Find(first.Hash), Is.EqualTo(first));
        }
        finally
        {
            TryRun("umount", "--lazy", disk);
        }
    }

    [Test]
    public void Folder_ThatIsAFile_IsSaid()
    {
        File.WriteAllText(Path.Combine(Folder, "taken"), "");
        Assert.That(Refusal(() => UploadStore.Open(Path.Combine(Folder, "taken"), new UploadLimits(), TimeProvider.System)), Is.EqualTo("SC4072"));
    }

    [Test]
    public void WhatAnEarlierProcessLeft_IsSweptAfterAnHour()
    {
        var incoming = Directory.CreateDirectory(Path.Combine(Folder, "incoming")).FullName;
        foreach (var (name, age) in new[] { ("old.part", TimeSpan.FromHours(2)), ("new.part", TimeSpan.Zero) })
        {
            File.WriteAllText(Path.Combine(incoming, name), "half");
            File.SetLastWriteTimeUtc(Path.Combine(incoming, name), TimeProvider.System.GetUtcNow().UtcDateTime - age);
        }

        Open(new UploadLimits());
        Assert.That(All(), Is.EqualTo(new[] { Path.Combine("incoming", "new.part") }));
    }

    private static bool TryRun(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>A file without an end.</summary>
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public Action? AfterFirst { get; init; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Span.Fill((byte)'x');
            Given += buffer.Length;
            AfterFirst?.Invoke();
            return ValueTask.FromResult(buffer.Length);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
