namespace ScriptChat.Tasks;

/// <summary>A place in a configuration file.</summary>
/// <param name="Line">The line, counted from 1; 0 when the file does not say it.</param>
/// <param name="Column">The column, counted from 1; 0 when the file does not say it.</param>
public readonly record struct ConfigPlace(int Line, int Column);
