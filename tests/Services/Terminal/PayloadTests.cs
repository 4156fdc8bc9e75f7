using ScriptChat.Messages;
using ScriptChat.Services.Terminal;
using ScriptChat.Services.Tests.Contract;
using ScriptChat.Worlds;

namespace ScriptChat.Services.Tests.Terminal;

/// <summary>What stands in a terminal for what it can't show.</summary>
[TestFixture]
internal sealed class PayloadTests
{
    [Test]
    public async Task Picture_Shown_IsNamedWithItsSize()
    {
        var gateway = new ScriptedGateway { Echoes = false };
        var console = new TestConsole();
        await using var service = new TerminalService(new TerminalSettings { Console = console.Console });
        gateway.Attach(service);
        await service.StartAsync(gateway, CancellationToken.None);
        var person = (await gateway.HearAsync<Connected>()).Person;
        gateway.Show(person, new Message { Id = "Ann", Payload = new Payload { Type = "image", Url = "/uploads/x", Name = "cat.png", Width = 640, Height = 480 } });
        Assert.That(await console.ReadAsync(), Is.EqualTo("Ann: [image cat.png 640x480]"));
        gateway.Show(person, new Message { Id = "Ann", Payload = new Payload { Type = "file", Url = "https://example.org/a" } });
        Assert.That(await console.ReadAsync(), Is.EqualTo("Ann: [file: https://example.org/a]"));
        console.EndInput();
    }
}
