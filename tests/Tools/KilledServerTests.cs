using ScriptChat.Tools.Load.Killing;

namespace ScriptChat.Tools.Tests;

internal sealed class KilledServerTests
{
    [TestCase("runtime --task t --data {data} --port {port}", null)]
    [TestCase("runtime --task t --port {port}", null)]
    [TestCase("runtime --task t --data FOLDER --port {port}", "FOLDER")]
    [TestCase("runtime --task t --data=FOLDER --port {port}", "FOLDER")]
    public async Task Journal_IsMeasuredWhereTheCommandPutsIt(string command, string? named)
    {
        var folder = Directory.CreateTempSubdirectory("killed-").FullName;
        try
        {
            await using var server = new KilledServer(command.Replace("FOLDER", folder, StringComparison.Ordinal), "/");
            await File.WriteAllTextAsync(Path.Combine(named is null ? server.Data : folder, "journal.db"), "12345");
            Assert.That(server.DataBytes, Is.EqualTo(5));
            Directory.Delete(server.Data, recursive: true);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
