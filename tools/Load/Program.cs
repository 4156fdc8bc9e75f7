using ScriptChat.Tools.Load.CommandLine;

return await LoadCommand.Create().Parse(args).InvokeAsync();
