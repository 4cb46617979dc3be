using System.Runtime.CompilerServices;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <inheritdoc cref="CallScope{TResult}"/>
public readonly unsafe ref struct CallScope<T1, T2, T3, TResult>
    where T1 : unmanaged
    where T2 : unmanaged
    where T3 : unmanaged
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
    public CallOutcome Call(T1 argument1, T2 argument2, T3 argument3, out TResult result)
    {
        try
        {
            Invoke(argument1, argument2, argument3, out result);
            return CallOutcome.Ok;
        }
        catch (Exception exception) when (HostBoundary.IsTrap(exception))
        {
            result = default;
            return HostBoundary.Explain(exception);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Invoke(T1 argument1, T2 argument2, T3 argument3, out TResult result)
    {
        if (typeof(TResult) == typeof(NoResult))
        {
            ((delegate*<object, T1, T2, T3, void>)_code)(_context, argument1, argument2, argument3);
            result = default;
        }
        else
        {
            result = ((delegate*<object, T1, T2, T3, TResult>)_code)(_context, argument1, argument2, argument3);
        }
    }

    public void Dispose() => _home.Leave();
}
