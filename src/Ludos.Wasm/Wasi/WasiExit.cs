namespace Ludos.Wasm.Wasi;

/// <summary>How a program ended.</summary>
/// <param name="Code">What it handed to proc_exit; 0 when it returned; 128 and its number for a signal it raised. Of no meaning after a trap.</param>
/// <param name="Outcome">Ok, or the trap that ended it.</param>
public readonly record struct WasiExit(int Code, CallOutcome Outcome)
{
    /// <summary>It ended by itself, whatever its exit code.</summary>
    public bool HasExited => Outcome.IsOk;
}

/// <summary>Unwinds the program that called proc_exit up to whoever called it; never seen outside this assembly.</summary>
internal sealed class WasiExitException(int code) : Exception($"The program exited with {code}.")
{
    public int Code { get; } = code;
}
