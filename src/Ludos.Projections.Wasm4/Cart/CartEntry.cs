using Ludos.Wasm;
using ValueType = Ludos.Wasm.ValueType;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>
/// An export that the host calls without arguments. A parameter that a cart declares all the same is what a missing argument becomes: 0 for an
/// i32, NaN for a float; an i64 has no such value, and the call is refused.
/// </summary>
internal sealed class CartEntry
{
    private readonly WasmFunction _function;
    private readonly WasmValue[] _arguments;
    private readonly WasmValue[] _results;
    private readonly bool _isPlain;
    private readonly bool _isCallable;

    private CartEntry(WasmFunction function)
    {
        _function = function;
        _arguments = [.. function.Type.Parameters.Select(Missing)];
        _results = new WasmValue[function.Type.Results.Length];
        _isPlain = _arguments.Length == 0 && _results.Length <= 1;
        _isCallable = function.Type.Parameters.All(type => type.Kind is ValueKind.I32 or ValueKind.F32 or ValueKind.F64 || type == ValueType.ExternRef);
    }

    /// <summary>Null when the cart exports no function of that name.</summary>
    public static CartEntry? Find(WasmInstance instance, string export)
        => instance.Function(export).TryGet(out WasmFunction? function, out _) ? new CartEntry(function) : null;

    public CallOutcome Run()
    {
        if (_isPlain)
            return _function.Run();
        return _isCallable
            ? _function.Invoke(_arguments, _results)
            : new CallOutcome(TrapKind.HostError, "It takes an argument that no console passes.");
    }

    private static WasmValue Missing(ValueType type) => type.Kind switch
    {
        ValueKind.F32 => WasmValue.From(float.NaN),
        ValueKind.F64 => WasmValue.From(double.NaN),
        ValueKind.I32 => WasmValue.From(0),
        _ => WasmValue.FromRef(null),
    };
}
