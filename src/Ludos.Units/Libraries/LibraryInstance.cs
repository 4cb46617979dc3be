namespace Ludos.Units;

/// <summary>A library at work. For one thread at a time; <see cref="RequestStop"/> alone may be called from another.</summary>
public abstract class LibraryInstance : IDisposable
{
    private readonly Library _library;

    private protected LibraryInstance(Library library) => _library = library;

    /// <summary>
    /// Executes one method. Output must depend on input and parameters alone: what an instance keeps in memory may be gone at the next call. Allocates nothing when it succeeds.
    /// </summary>
    /// <param name="method">Index in <see cref="Library.Methods"/>.</param>
    /// <param name="input">At most <see cref="LibraryLimits.MaxInputBytes"/>.</param>
    /// <param name="parameters">At most <see cref="LibraryLimits.MaxParameterBytes"/>.</param>
    /// <param name="output">Written from its start when the code is <see cref="ExecuteCode.Ok"/>.</param>
    public ExecuteOutcome Execute(int method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output)
    {
        if ((uint)method >= (uint)_library.Methods.Length)
        {
            return new ExecuteOutcome(ExecuteCode.NoSuchMethod);
        }

        if (input.Length > LibraryLimits.MaxInputBytes)
        {
            return new ExecuteOutcome(ExecuteCode.InputTooLarge);
        }

        return parameters.Length > LibraryLimits.MaxParameterBytes
            ? new ExecuteOutcome(ExecuteCode.ParametersTooLarge)
            : ExecuteCore(method, input, parameters, output);
    }

    /// <summary>Ends the running call with <see cref="ExecuteCode.Interrupted"/>, where that can be done. Any thread may call it.</summary>
    public abstract void RequestStop();

    public abstract void Dispose();

    private protected abstract ExecuteOutcome ExecuteCore(int method, ReadOnlySpan<byte> input, ReadOnlySpan<byte> parameters, Span<byte> output);
}
