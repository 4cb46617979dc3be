using System.Collections.Concurrent;
using System.Reflection;

namespace Ludos.Wasm.Objects;

/// <summary>One of the few classes that structs are objects of, by what their cells hold and how many they are. All types of all modules share them.</summary>
internal sealed class StructShape
{
    private static readonly ConcurrentDictionary<(CellKind Kind, int Length), StructShape> Known = [];

    private readonly Func<DefinedType, WasmStruct> _make;

    private StructShape(CellKind kind, int length)
    {
        var (cell, bytes) = kind switch
        {
            CellKind.Mixed => (typeof(StructCell), StructCell.Bytes),
            CellKind.References => (typeof(ReferenceCell), ReferenceCell.Bytes),
            _ => (typeof(long), sizeof(long)),
        };
        var objects = typeof(WasmStruct<>).MakeGenericType(StructCells.For(length).Row.MakeGenericType(cell));
        ObjectBytes = (length * bytes) + WasmStruct.HeaderBytes;
        Constructor = objects.GetConstructor([typeof(DefinedType)])!;
        _make = objects.GetMethod(nameof(WasmStruct<>.Make))!.CreateDelegate<Func<DefinedType, WasmStruct>>();
    }

    /// <summary>Takes the type; all fields are zero and null.</summary>
    public ConstructorInfo Constructor { get; }

    /// <summary>What one object takes, header included.</summary>
    public int ObjectBytes { get; }

    public static StructShape For(CellKind kind, int cells) =>
        Known.GetOrAdd((kind, StructCells.For(cells).Length), static key => new StructShape(key.Kind, key.Length));

    public WasmStruct Make(DefinedType type) => _make(type);
}
