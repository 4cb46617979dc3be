using System.Runtime.CompilerServices;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm;

/// <summary>
/// A struct that wasm or the host made. Used by one thread at a time, like the instances that know it. Its fields are read and written by
/// position; the <see cref="WasmAggregate.DefinedType"/> says their types.
/// </summary>
public abstract class WasmStruct : WasmAggregate
{
    // The runtime's object header and method table, and the type.
    internal const int HeaderBytes = 24;

    private protected WasmStruct(DefinedType type)
        : base(type)
    {
    }

    public StructType StructType => Type.Struct!;

    public int FieldCount => StructType.Fields.Length;

    /// <summary>The first byte of the first cell.</summary>
    internal ref byte First => ref Unsafe.As<StructCells.Of1<StructCell>, byte>(ref Unsafe.As<WasmStruct<StructCells.Of1<StructCell>>>(this).Cells);

    /// <summary>Packed fields are read without sign.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such field.</exception>
    public WasmValue this[int field]
    {
        get
        {
            var type = FieldAt(field);
            return FieldAccess.Read(ref Place(field), type, StructLayout.Of(Type).HalfStride);
        }

        set
        {
            var type = FieldAt(field);
            if (!type.Mutable)
            {
                throw new InvalidOperationException($"Field {field} of {StructType} cannot be written.");
            }

            Initialise(field, FieldAccess.Checked(type, value));
        }
    }

    /// <summary>A new struct of fields in order.</summary>
    /// <exception cref="ArgumentException">Not a struct type, or another number of fields.</exception>
    /// <exception cref="InvalidOperationException">A reference that its field cannot hold.</exception>
    public static WasmStruct Create(DefinedType type, params ReadOnlySpan<WasmValue> fields)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (type.Struct is not { } structure || structure.Fields.Length != fields.Length)
        {
            throw new ArgumentException($"{type.Composite} is no struct of {fields.Length} fields.", nameof(type));
        }

        var made = StructLayout.Of(type).Shape.Make(type);
        for (var i = 0; i < fields.Length; i++)
        {
            made.Initialise(i, FieldAccess.Checked(structure.Fields[i], fields[i]));
        }

        return made;
    }

    public override string ToString() => StructType.ToString();

    internal void Initialise(int field, WasmValue value) => FieldAccess.Write(ref Place(field), StructType.Fields[field], value, StructLayout.Of(Type).HalfStride);

    private ref byte Place(int field) => ref Unsafe.Add(ref First, StructLayout.Of(Type).Offset(field));

    private GcFieldType FieldAt(int field)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)field, (uint)FieldCount);
        return StructType.Fields[field];
    }
}

/// <summary>A struct with its cells in the same object.</summary>
internal sealed class WasmStruct<TCells>(DefinedType type) : WasmStruct(type)
    where TCells : struct
{
    // The first and only field below the type, so at the same place whatever the number of cells.
    public TCells Cells;

    public static WasmStruct Make(DefinedType type) => new WasmStruct<TCells>(type);
}
