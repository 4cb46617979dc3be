using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Fuel: one unit a function entry and one each time a loop's head is reached. In a function with loops the count is held in a local
/// while <see cref="_fuelLive"/>, and in the instance's state otherwise; where a fault may end the function without more code, in both. The limit is read anew each time, for another thread may lower it to interrupt.
/// </summary>
internal sealed partial class FunctionCompiler
{
    private void ChargeEntry()
    {
        if (_fuel is not null)
        {
            ReadFuel();
            ChargeLocal();
            return;
        }

        var used = _il.DeclareLocal(typeof(long));
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.FuelUsed);
        AddOne(used);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, used);
        _il.Emit(OpCodes.Stfld, RuntimeMembers.FuelUsed);
        TrapPastLimit(used);
    }

    private void ChargeLocal()
    {
        _il.Emit(OpCodes.Ldloc, _fuel!);
        AddOne(_fuel!);
        if (_fuelInBoth)
        {
            WriteFuel();
        }

        TrapPastLimit(_fuel!);
    }

    private void AddOne(LocalBuilder used)
    {
        _il.LoadLong(1);
        _il.Emit(OpCodes.Add);
        _il.Emit(OpCodes.Stloc, used);
    }

    private void TrapPastLimit(LocalBuilder used)
    {
        _il.Emit(OpCodes.Ldloc, used);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Volatile);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.FuelLimit);
        _il.Emit(OpCodes.Bgt, Trap(TrapKind.OutOfFuel));
    }

    /// <summary>Into the local, where every branch target expects it.</summary>
    private void ReadFuel()
    {
        if (_fuel is null || _fuelLive)
        {
            return;
        }

        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.FuelUsed);
        _il.Emit(OpCodes.Stloc, _fuel);
        _fuelLive = true;
    }

    /// <summary>Back to the state, before anything that may look at it there.</summary>
    private void GiveUpFuel()
    {
        StoreFuel(_fuelLive);
        _fuelLive = false;
    }

    private void StoreFuel(bool live)
    {
        if (_fuel is not null && live && !_fuelInBoth)
        {
            WriteFuel();
        }
    }

    private void WriteFuel()
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldloc, _fuel!);
        _il.Emit(OpCodes.Stfld, RuntimeMembers.FuelUsed);
    }
}
