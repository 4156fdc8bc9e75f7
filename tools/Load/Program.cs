using ScriptChat.Tools.Load.CommandLine;

const int WrongUsage = 2;

var parsed = LoadCommand.Create().Parse(args);
var exitCode = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? WrongUsage : exitCode;
