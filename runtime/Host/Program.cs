using ScriptChat.Host.Commands;

// Scripts see UTC wherever the runtime stands, so that what they say of a time can be repeated elsewhere.
Environment.SetEnvironmentVariable("TZ", "UTC");
TimeZoneInfo.ClearCachedData();
return await CommandLine.RunAsync(args, Console.Out, Console.Error);
