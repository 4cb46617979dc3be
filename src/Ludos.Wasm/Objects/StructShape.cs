using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ludos.Wasm.Objects;

/// <summary>One of the few classes that structs are objects of, by the number of their cells. All types of all modules share them.</summary>
internal sealed class StructShape
{
    private static readonly StructShape[] All = [.. StructCells.Lengths.Select(cells => new StructShape(cells))];

    private readonly Func<DefinedType, WasmStruct> _make;

    private StructShape(Type cells)
    {
        var objects = typeof(WasmStruct<>).MakeGenericType(cells);
        Cells = cells.GetCustomAttribute<InlineArrayAttribute>()!.Length;
        Constructor = objects.GetConstructor([typeof(DefinedType)])!;
        _make = objects.GetMethod(nameof(WasmStruct<>.Make))!.CreateDelegate<Func<DefinedType, WasmStruct>>();
    }

    public int Cells { get; }

    /// <summary>Takes the type; all fields are zero and null.</summary>
    public ConstructorInfo Constructor { get; }

    /// <summary>What one object takes, header included.</summary>
    public int ObjectBytes => (Cells * StructCell.Bytes) + WasmStruct.HeaderBytes;

    public static StructShape For(int cells) => All.First(shape => shape.Cells >= cells);

    public WasmStruct Make(DefinedType type) => _make(type);
}
