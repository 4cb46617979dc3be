using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Execution;

public class NumericTests
{
    /// <summary>Found by the differential fuzzer: RyuJIT reads four bytes where a narrow lane of a vector in memory is reinterpreted.</summary>
    [Fact]
    public void NarrowLanesAreReinterpretedAlone()
    {
        using var instance = Wat.Instance("""
            (global $v (mut v128) (v128.const i32x4 0x5cea7294 0xe3db9d8b 0xf91d52c2 0xbad31c94))
            (func (export "byte") (result f32) (f32.reinterpret_i32 (i8x16.extract_lane_s 9 (global.get $v))))
            (func (export "short") (result f32) (f32.reinterpret_i32 (i16x8.extract_lane_u 4 (global.get $v))))
            """);
        Assert.Equal(0x52, BitConverter.SingleToInt32Bits(instance.Get("byte").AsF32));
        Assert.Equal(0x52C2, BitConverter.SingleToInt32Bits(instance.Get("short").AsF32));
    }

    /// <summary>Found by the differential fuzzer: RyuJIT reads four bytes where a narrow load is reinterpreted, wherever the value was between.</summary>
    [Theory]
    [InlineData("(i32.load8_u (local.get 0))", 0x88)]
    [InlineData("(i32.load8_s (i32.const 0))", unchecked((int)0xFFFFFF88))]
    [InlineData("(i32.load16_u offset=2 (local.get 0))", 0xBBAA)]
    [InlineData("(i32.load16_s (local.get 0))", unchecked((int)0xFFFF9988))]
    [InlineData("(i32.atomic.load8_u (local.get 0))", 0x88)]
    [InlineData("(i32.atomic.load16_u (local.get 0))", 0x9988)]
    [InlineData("(i32.extend8_s (i32.load (i32.const 0)))", unchecked((int)0xFFFFFF88))]
    [InlineData("(i32.extend16_s (i32.load (i32.const 0)))", unchecked((int)0xFFFF9988))]
    [InlineData("(i32.and (i32.load (i32.const 0)) (i32.const 255))", 0x88)]
    [InlineData("(local.set 1 (i32.load8_u (local.get 0))) (local.get 1)", 0x88)]
    [InlineData("(block (result i32) (i32.load8_u (local.get 0)))", 0x88)]
    [InlineData("(array.get_s $bytes (global.get $array) (i32.const 1))", unchecked((int)0xFFFFFF81))]
    [InlineData("(array.get_u $bytes (global.get $array) (local.get 0))", 0x81)]
    [InlineData("(struct.get_s $fields 1 (global.get $struct))", -2)]
    [InlineData("(struct.get_u $fields 0 (global.get $struct))", 0x82)]
    public void NarrowLoadsAreReinterpretedAlone(string value, int bits)
    {
        using var instance = Wat.Instance($"""
            (memory 1) (data (i32.const 0) "\88\99\aa\bb\cc\dd\ee\ff")
            (type $bytes (array (mut i8))) (type $fields (struct (field (mut i8)) (field (mut i16)) (field (mut i16))))
            (global $array (ref $bytes) (array.new $bytes (i32.const 0x81) (i32.const 8)))
            (global $struct (ref $fields) (struct.new $fields (i32.const 0x82) (i32.const -2) (i32.const 0x1234)))
            (func (export "f") (param i32) (result f32) (local i32) {value} (f32.reinterpret_i32))
            (func (export "store") (param i32) (result i32) (local i32) (i32.const 64) {value} (f32.reinterpret_i32) (f32.store) (i32.load (i32.const 64)))
            """);
        Assert.Equal(bits, BitConverter.SingleToInt32Bits(instance.Get("f", WasmValue.From(0)).AsF32));
        Assert.Equal(bits, instance.Get("store", WasmValue.From(0)).AsI32);
    }

    /// <summary>What lies behind a memory's last byte is not read: it may be somebody else's, or not there.</summary>
    [Theory]
    [InlineData("i32")]
    [InlineData("i64")]
    public void NarrowLoadsAtTheEndAreReinterpretedAlone(string address)
    {
        using var instance = Wat.Instance($"""
            (memory {address} 1 1) (data ({address}.const 65535) "\88")
            (func (export "f") (result f32) (f32.reinterpret_i32 (i32.load8_u ({address}.const 65535))))
            """);
        Assert.Equal(0x88, BitConverter.SingleToInt32Bits(instance.Get("f").AsF32));
    }

    /// <summary>Found by the differential fuzzer: RyuJIT takes a rotation of constants for a number without a sign, and divides it as one, which faults.</summary>
    [Theory]
    [InlineData("(i32.rem_s (i32.rotr (i32.const 0x8e6d2d8e) (i32.const 4)) (local.get 0))", 0)]
    [InlineData("(i32.div_s (i32.rotr (i32.const 8) (i32.const 4)) (local.get 0))", int.MinValue)]
    [InlineData("(i32.div_s (i32.rotl (i32.const 0x40000001) (i32.const 1)) (local.get 0))", unchecked((int)0x80000002))]
    [InlineData("(i32.div_s (i32.rotl (global.get $c) (i32.const 1)) (local.get 0))", unchecked((int)0x80000002))]
    [InlineData("(i32.div_s (i32.rotl (i32.xor (i32.const 0x40000000) (i32.const 1)) (i32.add (i32.const 3) (i32.const -2))) (local.get 0))", unchecked((int)0x80000002))]
    [InlineData("(local.set 1 (i32.rotl (i32.const 0x40000001) (i32.const 1))) (i32.div_s (local.get 1) (local.get 0))", unchecked((int)0x80000002))]
    [InlineData("(i32.lt_s (i32.rotl (i32.const 0x40000001) (i32.const 1)) (local.get 0))", 1)]
    [InlineData("(i32.shr_s (i32.rotl (i32.const 0x40000001) (i32.const 1)) (local.get 0))", unchecked((int)0xC0000001))]
    [InlineData("(i32.wrap_i64 (i64.shr_u (i64.extend_i32_s (i32.rotl (i32.const 0x40000001) (i32.const 1))) (i64.const 32)))", -1)]
    [InlineData("(i32.wrap_i64 (i64.div_s (i64.rotr (i64.const 8) (i64.const 4)) (i64.shl (i64.extend_i32_u (local.get 0)) (i64.const 32))))", int.MinValue)]
    [InlineData("(i32.trunc_f64_s (f64.convert_i32_s (i32.rotl (i32.const 0x40000001) (i32.const 1))))", unchecked((int)0x80000002))]
    public void RotationsOfConstantsHaveASign(string body, int expected)
    {
        using var instance = Wat.Instance($"(global $c i32 (i32.const 0x40000001)) (func (export \"f\") (param i32) (result i32) (local i32) {body})");
        Assert.Equal(expected, instance.Get("f", WasmValue.From(1)).AsI32);
    }

    /// <summary>Found by the differential fuzzer: RyuJIT leaves away the comparison of a rotation by a constant with zero.</summary>
    [Theory]
    [InlineData("(i32.ne (i32.const 0) (i32.rotr (local.get 0) (i32.const 19)))")]
    [InlineData("(i32.eqz (i32.eqz (i32.rotl (local.get 0) (i32.const 5))))")]
    [InlineData("(select (i32.const 1) (i32.const 0) (i32.rotr (local.get 0) (i32.const 19)))")]
    [InlineData("(if (result i32) (i32.rotl (local.get 0) (i32.const 7)) (then (i32.const 1)) (else (i32.const 0)))")]
    [InlineData("(local.set 0 (i32.rotl (local.get 0) (i32.const 7))) (block (br_if 0 (local.get 0)) (return (i32.const 0))) (i32.const 1)")]
    [InlineData("(local.set 1 (i32.rotl (local.get 0) (i32.const 7))) (local.set 2 (local.get 1)) (i32.gt_u (local.get 2) (i32.const 0))")]
    [InlineData("(i32.ne (i32.const 0) (block (result i32) (i32.rotl (local.get 0) (i32.const 7))))")]
    [InlineData("(i64.ne (i64.const 0) (i64.rotr (i64.extend_i32_u (local.get 0)) (i64.const 19)))")]
    [InlineData("(i32.wrap_i64 (i64.shr_u (i64.clz (i64.rotr (i64.extend_i32_u (local.get 0)) (i64.const 19))) (i64.const 6))) (i32.eqz)")]
    public void RotationsAreComparedWithZero(string body)
    {
        using var instance = Wat.Instance($"(func (export \"f\") (param i32) (result i32) (local i32 i32) {body})");
        Assert.Equal(0, instance.Get("f", WasmValue.From(0)).AsI32);
        Assert.Equal(1, instance.Get("f", WasmValue.From(1)).AsI32);
    }

    [Theory]
    [InlineData("i32.rem_s", int.MinValue, -1, 0)]
    [InlineData("i32.rem_s", -7, 2, -1)]
    [InlineData("i32.rem_u", -1, 10, 5)]
    [InlineData("i32.shl", 1, 33, 2)]
    [InlineData("i32.shr_s", -8, 34, -2)]
    [InlineData("i32.rotl", 1, 35, 8)]
    [InlineData("i32.div_u", -1, 2, int.MaxValue)]
    public void I32(string operation, int left, int right, int expected)
    {
        // Once with operands that are known while compiling, once not.
        using var instance = Wat.Instance($"""
            (func (export "v") (param i32 i32) (result i32) ({operation} (local.get 0) (local.get 1)))
            (func (export "c") (param i32) (result i32) ({operation} (local.get 0) (i32.const {right})))
            """);
        Assert.Equal(expected, instance.Get("v", WasmValue.From(left), WasmValue.From(right)).AsI32);
        Assert.Equal(expected, instance.Get("c", WasmValue.From(left)).AsI32);
    }

    [Theory]
    [InlineData("i32.div_s", int.MinValue, -1, TrapKind.IntegerOverflow)]
    [InlineData("i32.div_s", 1, 0, TrapKind.IntegerDivideByZero)]
    [InlineData("i32.rem_u", 1, 0, TrapKind.IntegerDivideByZero)]
    public void DivisionTraps(string operation, int left, int right, TrapKind kind)
    {
        using var instance = Wat.Instance($"""
            (func (export "v") (param i32 i32) (result i32) ({operation} (local.get 0) (local.get 1)))
            (func (export "c") (param i32) (result i32) ({operation} (local.get 0) (i32.const {right})))
            """);
        Assert.Equal(kind, instance.Call("v", WasmValue.From(left), WasmValue.From(right)).Trap);
        Assert.Equal(kind, instance.Call("c", WasmValue.From(left)).Trap);
    }

    [Theory]
    [InlineData(float.NaN, TrapKind.InvalidConversionToInteger)]
    [InlineData(2147483648f, TrapKind.IntegerOverflow)]
    [InlineData(float.NegativeInfinity, TrapKind.IntegerOverflow)]
    public void TruncationTraps(float value, TrapKind kind)
    {
        using var instance = Wat.Instance("(func (export \"f\") (param f32) (result i32) (i32.trunc_f32_s (local.get 0)))");
        Assert.Equal(kind, instance.Call("f", WasmValue.From(value)).Trap);
        Assert.Equal(int.MinValue, instance.Get("f", WasmValue.From(-2147483648f)).AsI32);
    }

    [Fact]
    public void SignallingNaNsKeepTheirBitsUnlessComputedWith()
    {
        using var instance = Wat.Instance("""
            (memory 1) (global $g (mut f32) (f32.const nan:0x200000))
            (func (export "const") (result i32) (i32.reinterpret_f32 (f32.const nan:0x200000)))
            (func (export "global") (result i32) (i32.reinterpret_f32 (global.get $g)))
            (func (export "memory") (param i32) (result i32)
              (i32.store (i32.const 0) (local.get 0)) (f32.store (i32.const 4) (f32.load (i32.const 0))) (i32.load (i32.const 4)))
            (func (export "arg") (param f32) (result f32) (local.get 0))
            (func (export "mul") (param f32) (result f32) (f32.mul (local.get 0) (f32.const 1)))
            (func (export "neg") (param f32) (result f32) (f32.neg (local.get 0)))
            """);
        // Not constants: RyuJIT folds float bits that it knows through a double, which quiets them.
        var signalling = int.Parse("7FA00000", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        const int Quiet = 0x7FE00000;
        var value = WasmValue.From(BitConverter.Int32BitsToSingle(signalling));
        Assert.Equal(signalling, instance.Get("const").AsI32);
        Assert.Equal(signalling, instance.Get("global").AsI32);
        Assert.Equal(signalling, instance.Get("memory", WasmValue.From(signalling)).AsI32);
        Assert.Equal(signalling, BitConverter.SingleToInt32Bits(instance.Get("arg", value).AsF32));
        Assert.Equal(Quiet, BitConverter.SingleToInt32Bits(instance.Get("mul", value).AsF32));
        Assert.Equal(signalling | int.MinValue, BitConverter.SingleToInt32Bits(instance.Get("neg", value).AsF32));
    }

    [Fact]
    public void UnsignedLongsRoundOnce()
    {
        using var instance = Wat.Instance("(func (export \"f\") (param i64) (result f32) (f32.convert_i64_u (local.get 0)))");
        Assert.Equal(9223373136366403584f, instance.Get("f", WasmValue.From(unchecked((long)0x8000008000000001))).AsF32);
        Assert.Equal(16777216f, instance.Get("f", WasmValue.From(16777217L)).AsF32);
        Assert.Equal(18446744073709551616f, instance.Get("f", WasmValue.From(-1L)).AsF32);
    }

    [Fact]
    public void MemoryAccessesAreBoundedWithWideAddresses()
    {
        using var instance = Wat.Instance("""
            (memory 1 2)
            (func (export "load") (param i32) (result i64) (i64.load offset=8 (local.get 0)))
            (func (export "far") (param i32) (result i32) (i32.load offset=4294967295 (local.get 0)))
            (func (export "twice") (param i32) (result i64) (i64.add (i64.load offset=16 (local.get 0)) (i64.load (local.get 0))))
            (func (export "grown") (result i32) (drop (memory.grow (i32.const 1))) (i32.store (i32.const 131068) (i32.const 7)) (i32.load (i32.const 131068)))
            """);
        Assert.True(instance.Call("load", WasmValue.From(65536 - 16)).IsOk);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("load", WasmValue.From(65536 - 15)).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("load", WasmValue.From(-8)).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("far", WasmValue.From(1)).Trap);
        Assert.True(instance.Call("twice", WasmValue.From(65536 - 24)).IsOk);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("twice", WasmValue.From(65536 - 23)).Trap);
        Assert.Equal(7, instance.Get("grown").AsI32);
    }

    [Fact]
    public void AnExtentProvenForOneValueOfALocalIsNotBelievedOfAnother()
    {
        using var instance = Wat.Instance("""
            (memory 1)
            (func (export "reassigned") (param i32 i32) (result i32)
              (drop (i32.load offset=100 (local.get 0))) (local.set 0 (local.get 1)) (i32.load (local.get 0)))
            (func (export "loop") (param i32 i32) (result i32)
              (drop (i32.load (local.get 0)))
              (loop $l (drop (i32.load (local.get 0))) (local.set 0 (i32.add (local.get 0) (i32.const 4096))) (br_if $l (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
              (i32.const 0))
            (func (export "arm") (param i32 i32) (result i32)
              (if (local.get 1) (then (drop (i32.load offset=4 (local.get 0)))))
              (i32.load (local.get 0)))
            (func (export "skipped") (param i32 i32) (result i32)
              (block (br_if 0 (local.get 1)) (drop (i32.load offset=64 (local.get 0))))
              (i32.load (local.get 0)))
            """);
        var zero = WasmValue.From(0);
        var far = WasmValue.From(-4);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("reassigned", zero, far).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("loop", zero, WasmValue.From(17)).Trap);
        Assert.True(instance.Call("loop", zero, WasmValue.From(16)).IsOk);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("arm", far, zero).Trap);
        Assert.Equal(TrapKind.MemoryOutOfBounds, instance.Call("skipped", far, WasmValue.From(1)).Trap);
    }

    [Fact]
    public void WaitingReadsOfALocalSeeItsOldValue()
    {
        using var instance = Wat.Instance("""
            (func (export "set") (param i32) (result i32) local.get 0 i32.const 9 local.set 0 local.get 0 i32.const 10 i32.mul i32.add)
            (func (export "skip") (param i32 i32) (result i32)
              local.get 0 (block (br_if 0 (local.get 1)) (local.set 0 (i32.const 50))) local.get 0 i32.const 100 i32.mul i32.add)
            (func (export "swap") (param i32 i32) (result i32 i32) (local.get 1) (local.get 0))
            (func (export "loop") (param i32) (result i32)
              (i32.const 1) (i32.const 2)
              (loop $l (param i32 i32) (result i32 i32)
                i32.add (local.get 0) (local.set 0 (i32.sub (local.get 0) (i32.const 1))) (br_if $l (local.get 0)))
              i32.add)
            """);
        Assert.Equal(93, instance.Get("set", WasmValue.From(3)).AsI32);
        Assert.Equal(303, instance.Get("skip", WasmValue.From(3), WasmValue.From(1)).AsI32);
        Assert.Equal(5003, instance.Get("skip", WasmValue.From(3), WasmValue.From(0)).AsI32);
        var results = new WasmValue[2];
        Assert.True(instance.Function("swap").Value.Invoke([WasmValue.From(1), WasmValue.From(2)], results).IsOk);
        Assert.Equal((2, 1), (results[0].AsI32, results[1].AsI32));

        // 1+2=3; then 3+3=6, 6+2=8, carried with the last counter value 1: 9.
        Assert.Equal(9, instance.Get("loop", WasmValue.From(3)).AsI32);
    }
}
