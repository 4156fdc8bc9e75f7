namespace ScriptChat.Tools.Load.Comparing;

/// <summary>What a process uses.</summary>
/// <param name="Resident">Its resident memory now, in bytes.</param>
/// <param name="PeakResident">The most it ever was.</param>
/// <param name="Processor">Its processor time so far.</param>
/// <param name="Threads">How many threads it has.</param>
internal sealed record ProcessFigures(long Resident, long PeakResident, TimeSpan Processor, int Threads);
