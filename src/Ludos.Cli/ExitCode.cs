namespace Ludos.Cli;

/// <summary>What the program's exit status means; documented in docs/reference/cli.md.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int GameCrashed = 3;
    public const int InputRefused = 4;
    public const int ResourceUnavailable = 5;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
