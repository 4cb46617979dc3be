using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>Vector loads and stores. Addresses are checked as those of scalars are.</summary>
internal sealed partial class FunctionCompiler
{
    private void VectorAccess(VectorInstruction row, in Instruction instruction)
    {
        var reach = new Reach((int)instruction.Index, (ulong)instruction.Bits, (uint)row.AccessBytes);
        switch (row.Form)
        {
            case VectorForm.Load:
                var whole = IsGuarded(reach.Memory) && LoadsVectorsWhole && row.AccessBytes == Vector128<byte>.Count;
                LoadPointer(CheckedAddress(reach, whole), reach);
                LoadVector(row, whole);
                break;
            case VectorForm.Store:
                var value = _stack.PopLazy();
                LoadPointer(CheckedAddress(reach, staysWhole: true), reach);
                _stack.LoadCopy(value);
                _stack.Release(value);
                KeepStoreApart();
                _il.Emit(OpCodes.Unaligned, (byte)1);
                _il.Emit(OpCodes.Stobj, VectorMembers.Vector);
                return;
            case VectorForm.LoadLane:
                LoadLane(reach, instruction.Lane);
                break;
            default:
                StoreLane(reach, instruction.Lane);
                return;
        }

        _stack.PushEvaluated(ValueType.V128, 1);
    }

    /// <summary>From the pointer on IL's stack.</summary>
    private void LoadVector(VectorInstruction row, bool whole)
    {
        switch (row.Operation)
        {
            case "load" when whole:
                _il.Emit(OpCodes.Call, RuntimeMembers.LoadWholeVector);
                return;
            case "load":
                _il.Emit(OpCodes.Unaligned, (byte)1);
                _il.Emit(OpCodes.Ldobj, VectorMembers.Vector);
                return;
            case "load32_zero" or "load64_zero":
                LoadScalar(row.AccessBytes);
                _il.Emit(OpCodes.Call, VectorMembers.CreateScalar(UnsignedOf(row.AccessBytes)));
                SeenAsBytesOf(UnsignedOf(row.AccessBytes));
                return;
            case "load8_splat" or "load16_splat" or "load32_splat" or "load64_splat":
                LoadScalar(row.AccessBytes);
                _il.Emit(OpCodes.Call, VectorMembers.Create(UnsignedOf(row.AccessBytes)));
                SeenAsBytesOf(UnsignedOf(row.AccessBytes));
                return;
            default:
                LoadWidened(row.Operation);
                return;
        }
    }

    private void LoadWidened(string operation)
    {
        const string Signed = "_s";
        var shape = operation[..^Signed.Length] switch { "load8x8" => VectorShape.I8x16, "load16x4" => VectorShape.I16x8, _ => VectorShape.I32x4 };
        var element = shape.Element(unsigned: !operation.EndsWith(Signed, StringComparison.Ordinal));
        LoadScalar(sizeof(ulong));
        _il.Emit(OpCodes.Call, VectorMembers.CreateScalar(typeof(ulong)));
        _il.Emit(OpCodes.Call, VectorMembers.As(typeof(ulong), element));
        var widen = VectorMembers.Of(nameof(Vector128.WidenLower), element, 1);
        _il.Emit(OpCodes.Call, widen);
        SeenAsBytes(widen.ReturnType);
    }

    private void LoadLane(in Reach reach, int lane)
    {
        var vector = _stack.PopLazy();
        var address = CheckedAddress(reach);
        var element = UnsignedOf((int)reach.Bytes);
        _stack.LoadCopy(vector);
        _stack.Release(vector);
        SeenAsOf(element);
        _il.LoadInt(lane);
        LoadPointer(address, reach);
        LoadScalar((int)reach.Bytes);
        _il.Emit(OpCodes.Call, VectorMembers.WithElement(element));
        SeenAsBytesOf(element);
    }

    private void StoreLane(in Reach reach, int lane)
    {
        var vector = _stack.PopLazy();
        var element = UnsignedOf((int)reach.Bytes);
        LoadPointer(CheckedAddress(reach, staysWhole: true), reach);
        _stack.LoadCopy(vector);
        _stack.Release(vector);
        SeenAsOf(element);
        _il.LoadInt(lane);
        _il.Emit(OpCodes.Call, VectorMembers.GetElement(element));
        KeepStoreApart();
        _il.Emit(reach.Bytes switch { 1 => OpCodes.Stind_I1, 2 => OpCodes.Stind_I2, 4 => OpCodes.Stind_I4, _ => OpCodes.Stind_I8 });
    }

    private void LoadScalar(int bytes) =>
        _il.Emit(bytes switch { 1 => OpCodes.Ldind_U1, 2 => OpCodes.Ldind_U2, 4 => OpCodes.Ldind_U4, _ => OpCodes.Ldind_I8 });

    private static Type UnsignedOf(int bytes) => bytes switch { 1 => typeof(byte), 2 => typeof(ushort), 4 => typeof(uint), _ => typeof(ulong) };
}
