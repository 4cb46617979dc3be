using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>Says why something was not done with a key, and which exit status that is.</summary>
internal static class KeyFaults
{
    public static int Tell(Fault<KeyErrorCode> fault)
    {
        Terminal.Error(fault.Message);
        Terminal.Hint(fault.Mend);
        return fault.Code switch
        {
            KeyErrorCode.BadName or KeyErrorCode.BadPassphrase => ExitCode.Usage,
            KeyErrorCode.Unavailable or KeyErrorCode.Storage => ExitCode.ResourceUnavailable,
            KeyErrorCode.Damaged or KeyErrorCode.Unsupported or KeyErrorCode.TooCostly or KeyErrorCode.WrongPassphrase or KeyErrorCode.NotAllowed => ExitCode.InputRefused,
            _ => ExitCode.Failed,
        };
    }
}
