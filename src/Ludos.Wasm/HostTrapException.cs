namespace Ludos.Wasm;

/// <summary>
/// A host function throws it to trap the wasm code that called it: the outermost call ends with <see cref="TrapKind.HostError"/>
/// and this message. Any other exception from a host function passes through to whoever called into wasm.
/// </summary>
public sealed class HostTrapException(string message) : Exception(message)
{
    public HostTrapException()
        : this("A host function refused.")
    {
    }

    public HostTrapException(string message, Exception innerException)
        : this($"{message} {innerException.Message}")
    {
    }
}
