using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Objects;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Objects;

public class StructTests
{
    private const string Point = "(type $point (sub (struct (field (mut i32)) (field (mut i8)) (field (mut anyref)) (field (mut f64)) (field i64))))";

    [Fact]
    public void TheHostReadsWhatWasmMade()
    {
        using var instance = Wat.Instance($"""
            {Point}
            (func (export "make") (param i32 anyref) (result (ref $point))
              (struct.new $point (local.get 0) (i32.const 511) (local.get 1) (f64.const 1.5) (i64.const -9)))
            """);
        var inner = WasmI31.From(77);
        var made = Assert.IsAssignableFrom<WasmStruct>(instance.Get("make", WasmValue.From(5), WasmValue.FromRef(inner)).AsRef);
        Assert.Equal(5, made[0].AsI32);
        Assert.Equal(255, made[1].AsI32);
        Assert.Same(inner, made[2].AsRef);
        Assert.Equal(1.5, made[3].AsF64);
        Assert.Equal(-9, made[4].AsI64);
        made[0] = WasmValue.From(6);
        Assert.Equal(6, made[0].AsI32);
        Assert.Throws<InvalidOperationException>(() => made[4] = WasmValue.From(1L));
        Assert.Throws<ArgumentOutOfRangeException>(() => made[5]);
    }

    [Fact]
    public void WasmReadsWhatTheHostMade()
    {
        using var instance = Wat.Instance($"""
            {Point}
            (func (export "use") (param (ref null $point)) (result i64) (struct.set $point 1 (local.get 0) (i32.const 300))
              (i64.add (struct.get $point 4 (local.get 0)) (i64.extend_i32_s (struct.get_s $point 1 (local.get 0)))))
            """);
        var type = instance.Function("use").Value.Type.Parameters[0].Heap.Defined!;
        var made = WasmStruct.Create(type, WasmValue.From(1), WasmValue.From(2), default, WasmValue.From(3.0), WasmValue.From(1000L));
        Assert.Equal(1044, instance.Get("use", WasmValue.FromRef(made)).AsI64);
        Assert.Equal(TrapKind.NullReference, instance.Call("use", default(WasmValue)).Trap);
        var other = WasmStruct.Create(DefinedType.Of(new StructType([])));
        Assert.Throws<InvalidOperationException>(() => instance.Call("use", WasmValue.FromRef(other)));
        Assert.Throws<InvalidOperationException>(() => instance.Call("use", WasmValue.FromRef("a string")));
        Assert.Throws<ArgumentException>(() => WasmStruct.Create(type, WasmValue.From(1)));
    }

    [Fact]
    public void AHostThatReturnsAnotherTypeIsStoppedBeforeWasmSeesIt()
    {
        const string Text = """
            (type $s (struct (field i32))) (import "h" "f" (func $f (result (ref null $s)))) (import "h" "g" (func $g (result funcref))) (table 1 funcref)
            (func (export "read") (result i32) (struct.get $s 0 (call $f))) (func (export "put") (table.set (i32.const 0) (call $g)))
            """;
        object? answer = null;
        using var instance = Wat.Instance(Text, new ImportSet().Function("h", "f", () => answer).Function("h", "g", () => answer));
        Assert.Equal(TrapKind.NullReference, instance.Call("read").Trap);
        answer = WasmStruct.Create(DefinedType.Of(new StructType([new GcFieldType(ValueType.I32, PackedKind.None, false)])), WasmValue.From(12));
        Assert.Equal(12, instance.Get("read").AsI32);
        answer = new object();
        Assert.Throws<InvalidOperationException>(() => instance.Call("read"));
        Assert.Throws<InvalidOperationException>(() => instance.Call("put"));
        answer = WasmArray.Create(DefinedType.Of(new ArrayType(new GcFieldType(ValueType.I32, PackedKind.None, false))), 3, default);
        Assert.Throws<InvalidOperationException>(() => instance.Call("read"));
    }

    [Theory]
    [InlineData("(type $s (struct ", "))")]
    [InlineData("(type $s (sub (struct ", ")))")]
    public void VectorsLieInStructsAndArrays(string begin, string end)
    {
        using var instance = Wat.Instance($$"""
            {{begin}}(field i8) (field (mut v128)) (field i32) (field (mut v128)){{end}} (type $a (array (mut v128)))
            (func (export "f") (param v128 v128) (result v128) (local $s (ref $s)) (local $a (ref $a))
              (local.set $s (struct.new $s (i32.const 1) (local.get 0) (i32.const 7) (local.get 1)))
              (struct.set $s 1 (local.get $s) (i32x4.add (struct.get $s 1 (local.get $s)) (i32x4.splat (struct.get $s 2 (local.get $s)))))
              (local.set $a (array.new $a (struct.get $s 1 (local.get $s)) (i32.const 3)))
              (array.set $a (local.get $a) (i32.const 1) (struct.get $s 3 (local.get $s)))
              (i32x4.add (array.get $a (local.get $a) (i32.const 1)) (array.get $a (local.get $a) (i32.const 2))))
            (func (export "s") (param v128) (result structref) (struct.new $s (i32.const 1) (local.get 0) (i32.const 2) (local.get 0)))
            """);
        var result = instance.Get("f", WasmValue.From(Vector128.Create(1, 2, 3, 4).AsByte()), WasmValue.From(Vector128.Create(100, 200, 300, 400).AsByte())).AsV128;
        Assert.Equal(Vector128.Create(108, 209, 310, 411), result.AsInt32());
        var made = (WasmStruct)instance.Get("s", WasmValue.From(Vector128.Create(5, 6, 7, 8).AsByte())).AsRef!;
        Assert.Equal(Vector128.Create(5, 6, 7, 8), made[1].AsV128.AsInt32());
        Assert.Equal(Vector128.Create(5, 6, 7, 8), made[3].AsV128.AsInt32());
    }

    [Fact]
    public void EveryShapeBeginsItsCellsAtOnePlace()
    {
        var type = DefinedType.Of(new StructType([]));
        for (var cells = 1; cells <= 20_000; cells = (cells * 3 / 2) + 1)
        {
            foreach (var kind in Enum.GetValues<CellKind>())
            {
                var shape = StructShape.For(kind, cells);
                var made = shape.Make(type);
                var row = made.GetType().GetField("Cells")!.FieldType;
                Assert.Equal(shape.ObjectBytes - WasmStruct.HeaderBytes, (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(row).Invoke(null, null)!);
                Assert.InRange(shape.ObjectBytes, (cells * 8) + WasmStruct.HeaderBytes, int.MaxValue);
                Assert.Equal(nint.Size, Unsafe.ByteOffset(ref Unsafe.As<DefinedType, byte>(ref Unsafe.AsRef(in made.Type)), ref made.First));
            }
        }

        var cell = new StructCell();
        Assert.Equal(StructCell.DataOffset, Unsafe.ByteOffset(ref Unsafe.As<object?, byte>(ref cell.Reference), ref Unsafe.As<long, byte>(ref cell.Data)));
        Assert.Equal(StructCell.Bytes, Unsafe.SizeOf<StructCell>());
    }

    [Fact]
    public void AStructOfAsManyFieldsAsThereMayBeWorks()
    {
        var fields = string.Concat(Enumerable.Range(0, WasmLimits.Default.MaxFields).Select(i => i % 2 == 0 ? "(field (mut anyref)) " : "(field (mut v128)) "));
        using var instance = Wat.Instance($"""
            (type $s (struct {fields}))
            (func (export "f") (result i32) (local $s (ref $s)) (local.set $s (struct.new_default $s))
              (struct.set $s 9998 (local.get $s) (ref.i31 (i32.const 42)))
              (struct.set $s 9999 (local.get $s) (i32x4.splat (i32.const 3)))
              (i32.mul (i31.get_s (ref.cast i31ref (struct.get $s 9998 (local.get $s)))) (i32x4.extract_lane 3 (struct.get $s 9999 (local.get $s)))))
            """);
        var before = instance.Fuel;
        Assert.Equal(126, instance.Get("f").AsI32);
        Assert.InRange(before - instance.Fuel, 1_000, 10_000);
        Assert.Equal(WasmErrorCode.LimitExceeded, WasmModule.Decode(Wat.Bytes($"(type (struct {fields} (field i32)))")).Fault?.Code);
    }

    [Fact]
    public void ATableOfReferencesWithoutNullIsFilledFromTheStart()
    {
        var type = ValueType.I31Ref.NonNull();
        Assert.Throws<InvalidOperationException>(() => WasmTable.Allocate(type, 2, null));
        var table = WasmTable.Allocate(type, 2, null, initial: WasmI31.From(8));
        Assert.Throws<InvalidOperationException>(() => table.Set(0, null));
        Assert.Throws<InvalidOperationException>(() => table.Grow(1, null));
        using var instance = Wat.Instance("(import \"m\" \"t\" (table 1 (ref i31))) (func (export \"f\") (result i32) (i31.get_s (table.get (i32.const 1))))", new ImportSet().Table("m", "t", table));
        Assert.Equal(8, instance.Get("f").AsI32);
    }

    [Fact]
    public void ResettingMakesObjectsAnew()
    {
        using var instance = Wat.Instance("""
            (type $s (struct (field (mut i32)))) (global $g (ref $s) (struct.new $s (i32.const 5)))
            (table $t 2 (ref null $s) (struct.new $s (i32.const 6))) (elem (table $t) (i32.const 1) (ref null $s) (item (global.get $g)))
            (func (export "add") (result i32) (struct.set $s 0 (global.get $g) (i32.add (i32.const 1) (struct.get $s 0 (global.get $g))))
              (struct.set $s 0 (table.get $t (i32.const 0)) (i32.const 0))
              (i32.add (struct.get $s 0 (table.get $t (i32.const 1))) (struct.get $s 0 (global.get $g))))
            (func (export "first") (result i32) (struct.get $s 0 (table.get $t (i32.const 0))))
            """);
        Assert.Equal(12, instance.Get("add").AsI32);
        Assert.Equal(14, instance.Get("add").AsI32);
        Assert.Equal(0, instance.Get("first").AsI32);
        instance.ResetToInitial([]);
        Assert.Equal(6, instance.Get("first").AsI32);
        Assert.Equal(12, instance.Get("add").AsI32);
    }

    [Fact]
    public void AFunctionInAStructOutlivesTheDisposalOfItsInstance()
    {
        const string Types = "(type $f (func (result i32))) (type $s (struct (field (ref $f))))";
        var maker = Wat.Instance($"{Types} (memory 1) (data (i32.const 9) \"*\") (func $f (type $f) (i32.load8_u (i32.const 9))) (elem declare func $f) (func (export \"make\") (result (ref $s)) (struct.new $s (ref.func $f)))");
        using var user = Wat.Instance($"{Types} (table 1 funcref) (func (export \"use\") (param (ref $s)) (result i32) (table.set (i32.const 0) (struct.get $s 0 (local.get 0))) (call_indirect (type $f) (i32.const 0)))");
        var made = maker.Get("make");
        maker.Dispose();
        Assert.Equal('*', user.Get("use", made).AsI32);
    }

}
