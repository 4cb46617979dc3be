using System.Reflection;
using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation;

/// <summary>The classes that a module's methods go to: the runtime allows fewer methods in one than a module may have functions.</summary>
internal sealed class MethodHome(ModuleBuilder module)
{
    private const int MaxMethodsInType = 30_000;

    private readonly List<TypeBuilder> _types = [];
    private int _inLast = MaxMethodsInType;

    public MethodBuilder Define(string name, Type result, Type[] parameters)
    {
        if (_inLast == MaxMethodsInType)
        {
            _types.Add(module.DefineType($"Module{_types.Count}", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed));
            _inLast = 0;
        }

        _inLast++;
        return _types[^1].DefineMethod(name, MethodAttributes.Public | MethodAttributes.Static, result, parameters);
    }

    /// <summary>Ends the definitions.</summary>
    public Type[] Create() => [.. _types.Select(type => type.CreateType())];
}
