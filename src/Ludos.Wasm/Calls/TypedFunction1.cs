using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <inheritdoc cref="TypedFunction{TResult}"/>
public sealed class TypedFunction<T1, TResult>
    where T1 : unmanaged
    where TResult : unmanaged
{
    private readonly object _context;
    private readonly InstanceState _home;
    private readonly nint _code;

    internal TypedFunction(WasmFunction function)
    {
        Function = function;
        _context = function.Context;
        _home = function.Home ?? new InstanceState(function.CodeOwner);
        _code = function.Code;
    }

    public WasmFunction Function { get; }

    private CallScope<T1, TResult> Scope => new(_home, _context, _code);

    /// <summary>Calls it on the present thread. Allocates nothing on success; after a trap the result is 0.</summary>
    /// <exception cref="ObjectDisposedException">Its instance was disposed.</exception>
    public CallOutcome Call(T1 argument1, out TResult result)
    {
        if (!_home.TryEnter())
        {
            result = default;
            return HostBoundary.TooDeep;
        }

        try
        {
            Scope.Invoke(argument1, out result);
            return CallOutcome.Ok;
        }
        catch (Exception exception) when (HostBoundary.IsTrap(exception))
        {
            result = default;
            return HostBoundary.Explain(exception);
        }
        finally
        {
            _home.Leave();
        }
    }

    /// <summary>For many calls on the present thread; false when too little of its stack is left.</summary>
    /// <exception cref="ObjectDisposedException">Its instance was disposed.</exception>
    public bool TryOpen(out CallScope<T1, TResult> scope)
    {
        scope = Scope;
        return _home.TryEnter();
    }
}
