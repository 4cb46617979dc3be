using System.Runtime.CompilerServices;
using Ludos.Wasm.Tests.Embedding;
using Xunit;

namespace Ludos.Wasm.Tests.Types;

public class TypeIdentityTests
{
    private const string List = "(rec (type $list (sub (struct (field i32) (field (ref null $list))))) (type $user (func (param (ref $list)))))";

    [Fact]
    public void EqualGroupsAreOneInTheWholeProcess()
    {
        var first = Exported("(type $pad (struct)) " + List, "$user");
        var second = Exported(List, "$user");
        Assert.Same(first, second);
        Assert.True(first.Id > 0);
        Assert.Same(first, Assert.IsType<FunctionType>(second.Composite).Parameters[0].Heap.Defined!.Group.Types[1]);
    }

    [Fact]
    public void OneTypeInTwoGroupsIsTwo()
    {
        var alone = Exported("(type $f (func (param f64)))", "$f");
        Assert.Same(DefinedType.Of(new FunctionType([ValueType.F64], [])), alone);
        Assert.NotSame(alone, Exported("(rec (type $f (func (param f64))) (type (func)))", "$f"));
        Assert.NotSame(alone, Exported("(type $f (sub (func (param f64))))", "$f"));
        Assert.NotSame(Exported("(rec (type $f (func)) (type $g (func)))", "$f"), Exported("(rec (type $f (func)) (type $g (func)))", "$g"));
    }

    [Fact]
    public void TypesGoWithTheirLastUser()
    {
        var types = Enumerable.Range(0, 200).Select(MakeAndForget).ToList();
        for (var i = 0; i < 20 && types.Exists(type => type.TryGetTarget(out _)); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.DoesNotContain(types, type => type.TryGetTarget(out _));
    }

    [Fact]
    public void WhatTheRegistryRemembersStaysInProportionToWhatLives()
    {
        // Each group is of a type that nothing else has, and is dropped at once.
        for (var i = 0; i < 20_000; i++)
        {
            DefinedType.Of(Unique(100_000 + i));
            if (i % 2_000 == 0)
            {
                GC.Collect();
            }
        }

        Assert.InRange(TypeRegistry.Count, 0, 15_000);
    }

    [Fact]
    public void SubtypesAreFoundHoweverFarApart()
    {
        var types = Chain(63);
        var module = Wat.Module($"{types} (func (export \"f\") (param (ref $t63)) (result (ref $t0)) (local.get 0))");
        var function = module.Exports[0].Function!;
        var (lowest, topmost) = (function.Parameters[0], function.Results[0]);
        Assert.True(lowest.IsSubtypeOf(topmost));
        Assert.False(topmost.IsSubtypeOf(lowest));
        Assert.Equal(63, lowest.Heap.Defined!.Depth);
        Assert.Equal(64, lowest.Heap.Defined!.Ancestors.Count);
        Assert.Same(topmost.Heap.Defined, lowest.Heap.Defined.Ancestors[0]);
        Assert.Equal(WasmErrorCode.LimitExceeded, WasmModule.Decode(Wat.Bytes(Chain(64))).Fault?.Code);
    }

    [Fact]
    public void AModuleOfManyDeepTypesTakesMemoryInProportion()
    {
        const int Chains = 500;
        var bytes = Wat.Bytes(string.Concat(Enumerable.Range(0, Chains).Select(chain => Chain(63).Replace("$t", $"$c{chain}t", StringComparison.Ordinal))));
        WasmModule.Decode(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(WasmModule.Decode(bytes).IsOk);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bytes.Length * 200L);
    }

    [Fact]
    public void AGroupOfAsManyTypesAsThereMayBeIsDecoded()
    {
        var limits = WasmLimits.Default;
        var group = new MemoryStream();
        group.Write([0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0, 1]);
        var body = new MemoryStream();
        body.Write([1, 0x4E, 0xA0, 0x8D, 0x06]);
        for (var i = 0; i < limits.MaxTypes; i++)
        {
            // Each refers to the last of the group.
            body.Write([0x5F, 1, 0x63, 0x9F, 0x8D, 0x06, 0]);
        }

        Leb(group, (uint)body.Length);
        body.WriteTo(group);
        var first = WasmModule.Decode(group.ToArray());
        Assert.True(first.IsOk, first.Fault?.ToString());
        var second = WasmModule.Decode(group.ToArray()).Value;
        Assert.Same(first.Value.Contents.Types[7], second.Contents.Types[7]);
        var tooMany = WasmModule.Decode(group.ToArray(), limits with { MaxTypes = limits.MaxTypes - 1 });
        Assert.Equal(WasmErrorCode.LimitExceeded, tooMany.Fault?.Code);
    }

    [Fact]
    public void TypesAreWrittenAsTheTextFormatDoes()
    {
        Assert.Equal("i32 v128 funcref nullexternref anyref", string.Join(' ', ValueType.I32, ValueType.V128, ValueType.FuncRef, ValueType.NullExternRef, ValueType.AnyRef));
        Assert.Equal("(ref i31)", ValueType.I31Ref.NonNull().ToString());
        var type = DefinedType.Of(new ArrayType(new GcFieldType(ValueType.I32, PackedKind.I8, true)));
        Assert.Equal($"(ref null $t{type.Id})", ValueType.Ref(type).ToString());
        Assert.Equal("(array (mut i8))", type.Composite.ToString());
    }

    private static DefinedType Exported(string types, string name) =>
        Wat.Module($"{types} (import \"m\" \"f\" (func $f (type {name})))").Imports[0].DefinedType!;

    private static string Chain(int last)
    {
        var types = "(type $t0 (sub (struct (field i32)))) ";
        for (var i = 1; i <= last; i++)
        {
            types += $"(type $t{i} (sub $t{i - 1} (struct (field i32)))) ";
        }

        return types;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<DefinedType> MakeAndForget(int number) => new(DefinedType.Of(Unique(number)));

    /// <summary>No two numbers give the same.</summary>
    private static FunctionType Unique(int number) => new([.. Enumerable.Range(0, 20).Select(bit => (number >> bit & 1) == 0 ? ValueType.I32 : ValueType.F32)], [ValueType.I64]);

    private static void Leb(Stream stream, uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }
}
