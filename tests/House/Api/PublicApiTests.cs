using ScriptChat.House.Tests.Sources;
using ScriptChat.Worlds;
using ScriptChat.Worlds.Library;

namespace ScriptChat.House.Tests.Api;

/// <summary>What scripts compile against is kept in a file, so that a change to it shows in review.</summary>
public sealed class PublicApiTests
{
    [TestCase(typeof(World))]
    [TestCase(typeof(SimpleOverworld))]
    public void PublicApi_OfWhatScriptsSee_IsAsReviewed(Type anyOfIt)
    {
        var file = Repository.At($"tests/House/Api/{anyOfIt.Assembly.GetName().Name}.txt");
        var found = PublicApi.Of(anyOfIt.Assembly);
        if (Repository.Accepts) File.WriteAllText(file, found);
        else Assert.That(found, Is.EqualTo(File.ReadAllText(file)), "run the tests with SCRIPTCHAT_ACCEPT=1 to accept it, and show the difference in review");
    }
}
