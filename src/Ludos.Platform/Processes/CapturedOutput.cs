namespace Ludos.Platform.Processes;

public sealed record CapturedOutput(int ExitCode, string Output, string Error);
