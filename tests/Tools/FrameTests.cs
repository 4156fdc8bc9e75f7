using System.Text;
using ScriptChat.Tools.Load.Running;
using ScriptChat.Tools.Load.Wire;

namespace ScriptChat.Tools.Tests;

internal sealed class FrameTests
{
    // RFC 6455, 5.7: a single-frame unmasked text message "Hello".
    private static readonly byte[] Hello = [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f];

    [Test]
    public void TryTake_WholeFrame_IsTaken()
    {
        Assert.That(FrameReader.TryTake([.. Hello, 0x81], out var opcode, out var final, out var payload, out var used, out _), Is.True);
        Assert.That((opcode, final, Encoding.UTF8.GetString(payload), used), Is.EqualTo((Opcode.Text, true, "Hello", Hello.Length)));
    }

    [Test]
    public void TryTake_EachBeginning_WaitsForTheRest()
    {
        for (var length = 0; length < Hello.Length; length++)
        {
            var taken = FrameReader.TryTake(Hello.AsSpan(0, length), out _, out _, out _, out var used, out var needed);
            Assert.That((taken, used), Is.EqualTo((false, 0)), $"{length} bytes");
            Assert.That(needed, Is.EqualTo(length < 2 ? 2 : Hello.Length), $"{length} bytes");
        }
    }

    [Test]
    public void TryTake_LongLengths_AreRead()
    {
        byte[] medium = [0x82, 126, 0x01, 0x00, .. new byte[256]];
        byte[] large = [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0, .. new byte[65536]];

        Assert.That(FrameReader.TryTake(medium, out _, out _, out var first, out _, out _) && first.Length == 256, Is.True);
        Assert.That(FrameReader.TryTake(large, out _, out _, out var second, out _, out _) && second.Length == 65536, Is.True);
    }

    [TestCase(new byte[] { 0x81, 0x85, 0, 0, 0, 0 }, TestName = "masked")]
    [TestCase(new byte[] { 0x81, 127, 0xff, 0, 0, 0, 0, 0, 0, 0 }, TestName = "negative length")]
    [TestCase(new byte[] { 0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0 }, TestName = "too large")]
    public void TryTake_WhatAServerMayNotSend_IsSaid(byte[] arrived) =>
        Assert.That(() => FrameReader.TryTake(arrived, out _, out _, out _, out _, out _), Throws.TypeOf<InvalidDataException>());

    [TestCase(0)]
    [TestCase(5)]
    [TestCase(125)]
    [TestCase(126)]
    [TestCase(1001)]
    [TestCase(65535)]
    public void Write_AnyLength_UnmasksToTheSame(int length)
    {
        var payload = new byte[length];
        new Random(length).NextBytes(payload);
        var frame = new byte[length + FrameWriter.MaxHeader];
        var written = FrameWriter.Write(Opcode.Text, payload, frame);

        var header = length < 126 ? 2 : 4;
        var mask = frame[header..(header + 4)];
        var content = frame[(header + 4)..written];
        Assert.That(frame[0], Is.EqualTo(0x81));
        Assert.That(frame[1], Is.EqualTo(0x80 | Math.Min(length, 126)));
        Assert.That(content.Select((value, index) => (byte)(value ^ mask[index & 3])), Is.EqualTo(payload));
    }

    [TestCase("{\"text\":\"hi\",\"quick_replies\":[\"a\",{\"text\":\"no\"}]}", "Message", "hi", 0)]
    [TestCase("{\"type\":\"message\",\"seq\":7,\"id\":\"World\",\"text\":\"hi\"}", "Message", "hi", 7)]
    [TestCase("{\"type\":\"welcome\",\"session\":\"x\",\"resumed\":false,\"seq\":3}", "Welcome", "", 3)]
    [TestCase("{\"type\":\"ack\",\"id\":\"a-1\"}", "Ack", "", 0)]
    [TestCase("{\"type\":\"error\",\"code\":\"SC4002\",\"text\":\"slow down\"}", "Error", "slow down", 0)]
    [TestCase("{\"text\":\"no\",\"code\":\"SC4003\"}", "Error", "no", 0)]
    [TestCase("{\"type\":\"presence\",\"who\":\"Agent_1\"}", "Other", "", 0)]
    [TestCase("[]", "Other", "", 0)]
    public void Read_FramesOfTheService_AreTold(string json, string kind, string text, long seq)
    {
        var frame = ServerFrame.Read(Encoding.UTF8.GetBytes(json));

        Assert.That((frame.Kind.ToString(), Encoding.UTF8.GetString(frame.Text), frame.Seq), Is.EqualTo((kind, text, seq)));
    }
}
