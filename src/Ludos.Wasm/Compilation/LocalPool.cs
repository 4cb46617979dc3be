using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation;

/// <summary>Temporaries by type, used again once released: the just-in-time compiler gives up optimising a function with too many locals.</summary>
internal sealed class LocalPool(ILWriter il)
{
    private readonly Dictionary<Type, Stack<LocalBuilder>> _free = [];

    public LocalBuilder Acquire(ValueType type) => Acquire(ClrShape.Of(type));

    public LocalBuilder Acquire(Type type) => _free.TryGetValue(type, out var free) && free.TryPop(out var local) ? local : il.DeclareLocal(type);

    public void Release(LocalBuilder local)
    {
        if (!_free.TryGetValue(local.LocalType, out var free))
        {
            _free[local.LocalType] = free = [];
        }

        free.Push(local);
    }
}
