using System.Text;
using ScriptChat.Tools.Load.Measuring;

namespace ScriptChat.Tools.Tests;

internal sealed class LoadTokenTests
{
    [Test]
    public void TryFind_WhatWasWritten_IsThere()
    {
        var token = new LoadToken(9999, long.MaxValue, 123456789012345);
        var buffer = new byte[80];
        Assert.That(token.TryWrite(buffer, out var written), Is.True);

        Assert.That(LoadToken.TryFind(buffer.AsSpan(0, written), out var found), Is.True);
        Assert.That(found, Is.EqualTo(token));
    }

    [Test]
    public void TryFind_WordsAround_AreSkipped()
    {
        Assert.That(LoadToken.TryFind("Agent_0 says: ~3.7.11~xxxx"u8, out var found), Is.True);
        Assert.That(found, Is.EqualTo(new LoadToken(3, 7, 11)));
    }

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("~")]
    [TestCase("~1.2")]
    [TestCase("~1.2.3")]
    [TestCase("~1.0.3~")]
    [TestCase("~-1.2.3~")]
    [TestCase("~a.b.c~")]
    public void TryFind_SomethingElse_IsNot(string text) => Assert.That(LoadToken.TryFind(Encoding.UTF8.GetBytes(text), out _), Is.False);
}
