using System.Text.Json.Nodes;

namespace ScriptChat.Worlds.Tests;

public sealed class DataTests
{
    private sealed record Profile(string Name, int Age);

    [Test]
    public void AgentData_SetAndRemove_TellsOfEachChange()
    {
        List<string> changes = [];
        var data = new AgentData(new JsonObject { ["old"] = 1 }, (key, value) => changes.Add($"{key}={value?.ToJsonString()}"));

        data["next_task"] = "chat";
        data.Set("profile", new Profile("Ada", 36));
        data.Remove("old");
        data.Remove("never there");

        Assert.That(changes, Is.EqualTo(["next_task=\"chat\"", "profile={\"Name\":\"Ada\",\"Age\":36}", "old="]));
        Assert.That(data.Keys, Is.EqualTo(["next_task", "profile"]));
    }

    [Test]
    public void AgentData_Merge_SetsSomeKeepsOthersRemovesNulls()
    {
        var data = new AgentData(new JsonObject { ["a"] = 1, ["b"] = 2 });
        data.Merge(new JsonObject { ["b"] = null, ["c"] = 3 });

        Assert.That(data.ToJson().ToJsonString(), Is.EqualTo("""{"a":1,"c":3}"""));
    }

    [Test]
    public void AgentData_WhatIsHandedInAndOut_IsCopied()
    {
        var given = new JsonObject { ["list"] = new JsonArray(1) };
        var data = new AgentData(given);
        ((JsonArray)given["list"]!).Add(2);
        ((JsonArray)data["list"]!).Add(3);
        ((JsonArray)data.ToJson()["list"]!).Add(4);

        Assert.That(data["list"]!.ToJsonString(), Is.EqualTo("[1]"));
    }

    [Test]
    public void ReadOnlyData_ReadAsTypes_GivesValuesAndDefaults()
    {
        var data = new ReadOnlyData(new JsonObject { ["Name"] = "Ada", ["Age"] = 36 });

        Assert.Multiple(() =>
        {
            Assert.That(data.Get<string>("Name"), Is.EqualTo("Ada"));
            Assert.That(data.Get<string>("name"), Is.Null, "case counts");
            Assert.That(data.Get("height", 180), Is.EqualTo(180));
            Assert.That(data.As<Profile>(), Is.EqualTo(new Profile("Ada", 36)));
            Assert.That(data.Contains("Age"), Is.True);
            Assert.That(() => data.Get<int>("Name"), Throws.TypeOf<System.Text.Json.JsonException>());
        });
    }
}
