using System.Runtime.CompilerServices;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>
/// A thread's stay in an instance, for many calls of one function: what each call would check on its way in was checked once, by
/// <see cref="TypedFunction{TResult}.TryOpen"/>. Until it is disposed of, once, the instance counts as running.
/// </summary>
public readonly unsafe ref struct CallScope<TResult>
    where TResult : unmanaged
{
    private readonly InstanceState _home;
    private readonly object _context;
    private readonly nint _code;

    internal CallScope(InstanceState home, object context, nint code)
    {
        _home = home;
        _context = context;
        _code = code;
    }

    /// <summary>Calls the function. Allocates nothing on success; after a trap the result is 0, and the scope stays open.</summary>
    public CallOutcome Call(out TResult result)
    {
        try
        {
            Invoke(out result);
            return CallOutcome.Ok;
        }
        catch (Exception exception) when (HostBoundary.IsTrap(exception))
        {
            result = default;
            return HostBoundary.Explain(exception);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Invoke(out TResult result)
    {
        if (typeof(TResult) == typeof(NoResult))
        {
            ((delegate*<object, void>)_code)(_context);
            result = default;
        }
        else
        {
            result = ((delegate*<object, TResult>)_code)(_context);
        }
    }

    public void Dispose() => _home.Leave();
}
