using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>
/// A function whose types were checked once, by <see cref="WasmFunction.Typed{TResult}"/> and its overloads: a call passes its arguments in
/// registers, without boxes or spans. Types are int, long, float, double or <c>Vector128&lt;byte&gt;</c> as the function declares them
/// (i32, i64, f32, f64, v128), and <see cref="NoResult"/> for none. Threads and nesting as for <see cref="WasmFunction"/>.
/// </summary>
public sealed class TypedFunction<TResult>
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

    private CallScope<TResult> Scope => new(_home, _context, _code);

    /// <summary>Calls it on the present thread. Allocates nothing on success; after a trap the result is 0.</summary>
    /// <exception cref="ObjectDisposedException">Its instance was disposed.</exception>
    public CallOutcome Call(out TResult result)
    {
        if (!_home.TryEnter())
        {
            result = default;
            return HostBoundary.TooDeep;
        }

        try
        {
            Scope.Invoke(out result);
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
    public bool TryOpen(out CallScope<TResult> scope)
    {
        scope = Scope;
        return _home.TryEnter();
    }
}
